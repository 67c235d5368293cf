package io.dither.learn;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/** One fit: searches for the parameters, then measures how sure they are. */
final class Search implements AutoCloseable {
    /** Gradients below this share of their standard error are none. */
    private static final double ENOUGH = 1e-3;
    /** The same in closed form. */
    private static final double ENOUGH_EXACT = 1e-9;
    /** The same for likelihoods, whose values are differences of long sums. */
    private static final double ENOUGH_LIKELIHOOD = 1e-5;
    /** What counts as converged where a step function allows no less: it adds a hundredth to the variance. */
    private static final double CONVERGED = 0.1;
    /** How many samples of all examples together a Jacobian has at least. */
    private static final int JACOBIAN_SAMPLES = 8_000;
    /** How many an example has for it at most, where there are few examples. */
    private static final int MOST_JACOBIAN_SAMPLES = 100;

    /** How far parameters are moved for differences, as a share of what noise does. */
    private static final double DIFFERENCE = 0.3;

    private static final double DIFFERENCE_EXACT = 1e-4;

    /** A gain in the mean loss that is none, as a share of what one parameter's chance does. */
    private static final double LITTLE = 1e-3;

    /** How often a step is halved: between the kinks of fixed noise there is nothing to find. */
    private static final int TRIALS = 10;

    private static final int TRIALS_EXACT = 30;
    /** The same for moments, of which several must be small together: it adds a twentieth at most. */
    private static final double CONVERGED_MOMENTS = 0.25;

    private static final double LEAST_EPSILON = 1e-3;
    /** How often costs are doubled in search of a start. */
    private static final int MOST_DOUBLINGS = 30;

    private final Learner settings;
    private final CostModel model;
    private final Criterion criterion;
    private final boolean exact;
    private final Evaluator evaluator;
    /** Of the solutions that are known, in place of solves. */
    private final @Nullable Evaluator known;

    private final List<String> clusters;
    private final Bounds bounds;
    private final List<Fitted.Progress> progress = new ArrayList<>();
    private final Evaluator.Batch training;
    private int evaluations;
    private Evaluator.@Nullable Request last;
    private double[] lastSums = new double[0];
    private double gap;

    Search(
            Learner settings,
            CostModel model,
            Criterion criterion,
            Evaluator evaluator,
            @Nullable Evaluator known,
            Bounds bounds) {
        this.settings = settings;
        this.model = model;
        this.criterion = criterion;
        this.evaluator = evaluator;
        this.known = known;
        this.bounds = bounds;
        exact = evaluator.isExact();
        clusters = evaluator.clusters();
        training = new Evaluator.Batch(0, 0, 1, settings.validation, false);
    }

    private double[] sums(double[] parameters, double epsilon, long step, int samples) {
        Evaluator.Request request = new Evaluator.Request(parameters.clone(), epsilon, step, samples, training);
        if (last != null
                && Arrays.equals(last.parameters(), parameters)
                && last.epsilon() == epsilon
                && last.step() == step
                && last.samples() == samples) {
            return lastSums.clone();
        }
        requireWanted();
        evaluations++;
        lastSums = evaluator.sums(request);
        Arguments.require(
                lastSums.length > 0,
                "a share of " + settings.validation + " kept apart leaves none of " + clusters.size() + " examples",
                "Maybe a smaller share");
        gap = lastSums[lastSums.length - 1] / lastSums[0];
        last = request;
        return lastSums.clone();
    }

    private void requireWanted() {
        if (settings.cancelled.getAsBoolean()) {
            throw new StoppedException("learning was cancelled after " + evaluations + " evaluations");
        }
    }

    private void report(double loss, double gradient, double epsilon, double[] parameters) {
        settings.steps.afterStep(report(loss, gradient, epsilon), model, parameters.clone());
    }

    private Fitted.Progress report(double loss, double gradient, double epsilon) {
        Fitted.Progress one = new Fitted.Progress(evaluations, loss, gradient, epsilon, gap, Double.NaN);
        progress.add(one);
        settings.listener.accept(one);
        return one;
    }

    // ---- losses

    /** Minimises the loss. */
    Fitted loss() {
        int numeraire = settings.learnsEpsilon && criterion.hasErrors() ? numeraire() : -1;
        double epsilon = criterion.epsilon(Double.isNaN(settings.epsilon) ? 1 : settings.epsilon);
        Bounds box = numeraire < 0 ? bounds : freed(numeraire);
        double[] absolute = new double[bounds.low().length];
        for (int k = 0; k < absolute.length; k++) {
            absolute[k] = model.isPenalised(k) ? settings.l1 : 0;
        }
        Descent descent = new Descent(x -> lossAt(x, epsilon), box, absolute, exact ? TRIALS_EXACT : TRIALS);
        double closed = criterion.isFenchelYoung() ? ENOUGH_EXACT : ENOUGH_LIKELIHOOD;
        double usual = exact ? closed : ENOUGH;
        double tolerance = Double.isNaN(settings.tolerance) ? usual : settings.tolerance;
        double[] start = started(box, epsilon);
        Descent.Point found;
        Validation validation = new Validation(epsilon);
        if (settings.epochs > 0) {
            found = lossAt(stochastic(start, epsilon, box, validation), epsilon);
        } else {
            double little = exact ? 0 : LITTLE * epsilon / clusters.size();
            Stall stall = new Stall(little);
            Predicate<Descent.Point> enough = point -> {
                double largest = largest(descent.slope(point), point.sums());
                report(point.value(), largest, epsilon, point.x());
                return largest <= tolerance || stall.after(point.value()) || validation.isEnoughAfter(point.x());
            };
            found = known == null
                    ? descent.minimise(start, settings.iterations, enough)
                    : onKnown(descent, known, box, absolute, epsilon)
                            .minimise(start, settings.iterations, little, enough);
        }
        if (validation.isWanted()) {
            found = lossAt(validation.best(), epsilon);
        }
        double left = largest(descent.slope(found), found.sums());
        Arguments.require(
                !Double.isNaN(left),
                "the costs at the start leave the domain of the oracle, or of the loss",
                "Maybe choose --link softplus, bounds that keep costs inside, or, for the recursive logit, a smaller epsilon");
        boolean converged = left <= CONVERGED || settings.epochs > 0 || validation.isWanted();
        return numeraire < 0
                ? assemble(found, epsilon, converged, box)
                : scaled(found, epsilon, converged, box, numeraire);
    }

    /** Doubles the costs at the start, where these are sums of features, until the loss is a number. */
    private double[] started(Bounds box, double epsilon) {
        double[] start = box.inside(settings.start.length > 0 ? model.standardised(settings.start) : model.start());
        double[] larger = start;
        for (int doubled = 0; doubled < MOST_DOUBLINGS && exact && !criterion.isFenchelYoung(); doubled++) {
            if (!Double.isNaN(lossAt(larger, epsilon).value())) {
                return larger;
            }
            larger = box.inside(scaled(larger, 2));
        }
        return start;
    }

    /** The loss of the examples that are kept apart, and where it was least. */
    private final class Validation {
        private static final int PATIENCE = 5;
        private final double epsilon;
        private final Evaluator.Batch apart = new Evaluator.Batch(0, 0, 1, settings.validation, true);
        private double least = Double.POSITIVE_INFINITY;
        private double[] best = new double[0];
        private int since;

        Validation(double epsilon) {
            this.epsilon = epsilon;
        }

        boolean isWanted() {
            return settings.validation > 0;
        }

        double[] best() {
            return best;
        }

        boolean isEnoughAfter(double[] x) {
            if (!isWanted()) {
                return false;
            }
            double[] sums = evaluator.sums(new Evaluator.Request(x.clone(), epsilon, 0, settings.samples, apart));
            Arguments.require(
                    sums.length > 0,
                    "a share of " + settings.validation + " keeps none of " + clusters.size() + " examples apart",
                    "Maybe a larger share, or no early stopping");
            boolean better = best.length == 0 || sums[1] / sums[0] < least;
            since = better ? 0 : since + 1;
            least = better ? sums[1] / sums[0] : least;
            best = better ? x.clone() : best;
            return since >= PATIENCE;
        }
    }

    /**
     * Steps that gain less than a thousandth of what one parameter's chance does are steps between the kinks of fixed noise; in
     * closed form, less than rounding.
     */
    private static final class Stall {
        private static final double ROUNDING = 1e-15;

        private final double least;
        private double last = Double.POSITIVE_INFINITY;
        private int steps;

        Stall(double least) {
            this.least = least;
        }

        boolean after(double value) {
            steps = last - value <= Math.max(least, ROUNDING * Math.abs(value)) ? steps + 1 : 0;
            last = value;
            return steps >= 3;
        }
    }

    private int numeraire() {
        int fixed = -1;
        for (int k = 0; k < bounds.low().length; k++) {
            if (bounds.isFixed(k) && bounds.low()[k] != 0) {
                Arguments.require(
                        fixed < 0,
                        "two weights are fixed while epsilon is learnt",
                        "Maybe fix one alone: the unit in which the others are measured");
                fixed = k;
            }
        }
        Arguments.require(
                fixed >= 0,
                "epsilon is learnt, but no weight is fixed: only weights over epsilon are identified",
                "Maybe fix one, the unit in which the others are measured");
        return fixed;
    }

    private Bounds freed(int numeraire) {
        double[] low = bounds.low().clone();
        double[] high = bounds.high().clone();
        boolean positive = low[numeraire] > 0;
        low[numeraire] = positive ? 0 : Double.NEGATIVE_INFINITY;
        high[numeraire] = positive ? Double.POSITIVE_INFINITY : 0;
        for (int k = 0; k < low.length; k++) {
            boolean scaleFree = k == numeraire || isCone(low[k], high[k]);
            Arguments.require(
                    scaleFree,
                    "the bounds of '" + model.names().get(k) + "' are not 0 or infinite while epsilon is learnt",
                    "Maybe give epsilon, or learn by moments");
        }
        return new Bounds(low, high);
    }

    private static boolean isCone(double low, double high) {
        return (low == 0 || low == Double.NEGATIVE_INFINITY) && (high == 0 || high == Double.POSITIVE_INFINITY);
    }

    /** Looks for the way on known solutions; a descent on them ends where steps gain a hundredth of what ends the search. */
    private CuttingPlanes onKnown(Descent descent, Evaluator of, Bounds box, double[] absolute, double epsilon) {
        Descent bound =
                new Descent(x -> point(x, of.sums(request(x, epsilon, settings.samples))), box, absolute, TRIALS_EXACT);
        return new CuttingPlanes(descent, x -> missed(of, x, epsilon), bound, () -> {
            Stall stall = new Stall(0.01 * LITTLE * epsilon / clusters.size());
            return point -> {
                requireWanted();
                return largest(bound.slope(point), point.sums()) <= ENOUGH || stall.after(point.value());
            };
        });
    }

    /** How much lower the mean loss of known solutions is than that of solves, by one sample an example. */
    private double missed(Evaluator of, double[] x, double epsilon) {
        double[] known = of.sums(request(x, epsilon, 1));
        double[] solved = sums(x, epsilon, 0, 1);
        return (solved[1] - known[1]) / solved[0];
    }

    private Evaluator.Request request(double[] x, double epsilon, int samples) {
        return new Evaluator.Request(x.clone(), epsilon, 0, samples, training);
    }

    private Descent.Point lossAt(double[] x, double epsilon) {
        return point(x, sums(x, epsilon, 0, settings.samples));
    }

    private Descent.Point point(double[] x, double[] sums) {
        double weight = sums[0];
        double value = sums[1] / weight;
        double[] gradient = new double[x.length];
        for (int k = 0; k < x.length; k++) {
            double penalty = model.isPenalised(k) ? settings.l2 : 0;
            gradient[k] = sums[2 + k] / weight + penalty * x[k];
            value += penalty * x[k] * x[k] / 2;
        }
        return new Descent.Point(x, value, gradient, sums);
    }

    /** Returns the largest of the slopes against the standard errors of their means. */
    private static double largest(double[] slope, double[] sums) {
        double most = 0;
        for (int k = 0; k < slope.length; k++) {
            double error = Math.sqrt(sums[2 + slope.length + k]) / sums[0];
            double ratio = slope[k] == 0 ? 0 : Math.abs(slope[k]) / error;
            most = Double.isNaN(ratio) ? Double.NaN : Math.max(most, ratio);
        }
        return most;
    }

    /** Adam (Kingma and Ba 2015) on mini-batches, the rate falling geometrically to a hundredth. */
    private double[] stochastic(double[] start, double epsilon, Bounds box, Validation validation) {
        double[] x = start.clone();
        double[] first = new double[x.length];
        double[] second = new double[x.length];
        int parts = Math.max(1, clusters.size() / settings.batch);
        long steps = (long) settings.epochs * parts;
        long step = 0;
        for (int epoch = 0; epoch < settings.epochs; epoch++) {
            double loss = 0;
            double weight = 0;
            for (int part = 0; part < parts; part++) {
                requireWanted();
                step++;
                Evaluator.Batch batch = training.part(epoch, part, parts);
                double[] sums = evaluator.sums(new Evaluator.Request(x, epsilon, step, settings.samples, batch));
                if (sums.length == 0) {
                    continue; // nobody is in this part
                }
                gap = sums[sums.length - 1] / sums[0];
                loss += sums[1];
                weight += sums[0];
                double rate = settings.rate * Math.pow(0.01, (double) step / steps);
                for (int k = 0; k < x.length; k++) {
                    double pull = model.isPenalised(k) ? settings.l2 * x[k] + settings.l1 * Math.signum(x[k]) : 0;
                    double gradient = sums[2 + k] / sums[0] + pull;
                    first[k] += 0.1 * (gradient - first[k]);
                    second[k] += 0.001 * (gradient * gradient - second[k]);
                    double mean = first[k] / (1 - Math.pow(0.9, (double) step));
                    double square = second[k] / (1 - Math.pow(0.999, (double) step));
                    x[k] = box.inside(k, x[k] - rate * mean / (Math.sqrt(square) + 1e-8));
                }
            }
            evaluations++;
            report(loss / weight, Double.NaN, epsilon, x);
            if (validation.isEnoughAfter(x)) {
                break;
            }
        }
        return x;
    }

    private Fitted assemble(Descent.Point found, double epsilon, boolean converged, Bounds box) {
        Standing standing = standing(found, epsilon, box);
        List<Weight> weights = new ArrayList<>();
        List<String> names = model.names();
        double[] raw = model.raw(found.x());
        for (int k = 0; k < raw.length; k++) {
            int at = k;
            Supplier<double[]> along = () -> standing.restricted(along(at, raw.length));
            weights.add(weight(standing.inference(), box, names.get(k), found.x(), k, raw[k], along));
        }
        return fitted(found, found.x(), epsilon, Double.NaN, weights, standing, converged);
    }

    /** Returns how a raw weight follows the standardised ones: each its own, for models without constants. */
    private double[] along(int k, int size) {
        double[] unit = new double[size];
        unit[k] = 1;
        double slope = model.raw(unit)[k]; // 0 for what never varies, which is not known the better for it
        return slope == 0 ? unit : scaled(unit, slope);
    }

    private static double[] scaled(double[] x, double factor) {
        double[] scaled = x.clone();
        Arrays.setAll(scaled, k -> x[k] * factor);
        return scaled;
    }

    /** Takes weights over epsilon to weights in the unit of one of them, with their errors. */
    private Fitted scaled(Descent.Point found, double epsilon, boolean converged, Bounds box, int numeraire) {
        Standing standing = standing(found, epsilon, box);
        double unit = bounds.low()[numeraire];
        double own = found.x()[numeraire];
        Arguments.require(
                own != 0,
                "the weight of '" + model.names().get(numeraire) + "', the unit, is 0: the decisions do not follow it",
                "Maybe fix another weight");
        double factor = unit / own;
        double[] parameters = scaled(found.x(), factor);
        double[] raw = model.raw(parameters);
        List<Weight> weights = new ArrayList<>();
        List<String> names = model.names();
        for (int k = 0; k < raw.length; k++) {
            if (k == numeraire) {
                weights.add(Weight.without(names.get(k), raw[k], "fixed"));
                continue;
            }
            double[] along = new double[raw.length];
            double toRaw = parameters[k] == 0 ? 0 : raw[k] / parameters[k];
            along[k] = factor * toRaw;
            along[numeraire] = -found.x()[k] * factor / own * toRaw;
            weights.add(weight(
                    standing.inference(), box, names.get(k), found.x(), k, raw[k], () -> standing.restricted(along)));
        }
        double[] along = new double[raw.length];
        along[numeraire] = -epsilon * factor / own;
        return fitted(found, parameters, epsilon * factor, standing.error(along), weights, standing, converged);
    }

    /** {@code along}: how the weight follows what the inference is about. */
    private static Weight weight(
            @Nullable Inference inference,
            Bounds box,
            String name,
            double[] x,
            int k,
            double raw,
            Supplier<double[]> along) {
        if (box.isFixed(k)) {
            return Weight.without(name, raw, "fixed");
        }
        if (box.isAtEnd(k, x[k])) {
            return Weight.without(name, raw, "at its bound");
        }
        if (inference == null) {
            return Weight.without(name, raw, "");
        }
        double error = inference.error(along.get());
        return Double.isNaN(error) ? Weight.without(name, raw, "not identified") : Weight.of(name, raw, error);
    }

    private Fitted fitted(
            Descent.Point found,
            double[] parameters,
            double epsilon,
            double epsilonError,
            List<Weight> weights,
            Standing standing,
            boolean converged) {
        List<String> unidentified = standing.unidentified(model.names());
        Fitted.Status status = !unidentified.isEmpty()
                ? Fitted.Status.UNIDENTIFIED
                : converged ? Fitted.Status.CONVERGED : Fitted.Status.STOPPED;
        String message = status == Fitted.Status.STOPPED
                ? "the search ended before the gradient was small. Maybe the decisions are all optimal, so that weights"
                        + " grow without end: a penalty (l2) bounds them; or allow more iterations, or more samples, which make the loss"
                        + " smoother"
                : unheardOf(unidentified);
        double loss = found.sums()[1] / found.sums()[0];
        return fitted(parameters, epsilon, epsilonError, weights, status, message, loss, unidentified);
    }

    private static String unheardOf(List<String> unidentified) {
        return unidentified.isEmpty() ? "" : "the decisions say nothing about " + String.join("; ", unidentified);
    }

    private Fitted fitted(
            double[] parameters,
            double epsilon,
            double epsilonError,
            List<Weight> weights,
            Fitted.Status status,
            String message,
            double loss,
            List<String> unidentified) {
        return new Fitted(
                model,
                parameters,
                epsilon,
                epsilonError,
                weights,
                status,
                message,
                loss,
                unidentified,
                criterion.noise(),
                settings.inexact,
                clusters.size(),
                evaluations,
                progress);
    }

    // ---- how sure

    /** The errors of the free parameters. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
    private record Standing(@Nullable Inference inference, int[] free) {
        double error(double[] along) {
            if (inference == null) {
                return Double.NaN;
            }
            return inference.error(restricted(along));
        }

        private double[] restricted(double[] along) {
            double[] own = new double[free.length];
            Arrays.setAll(own, i -> along[free[i]]);
            return own;
        }

        List<String> unidentified(List<String> names) {
            return inference == null
                    ? List.of()
                    : inference.unidentified().stream()
                            .map(direction -> named(direction, names))
                            .toList();
        }

        private String named(double[] direction, List<String> names) {
            double most = Arrays.stream(direction).map(Math::abs).max().orElse(1);
            Map<Integer, Double> parts = new TreeMap<>();
            for (int i = 0; i < direction.length; i++) {
                if (Math.abs(direction[i]) > 1e-6 * most) {
                    parts.put(i, direction[i] / most);
                }
            }
            if (parts.size() == 1) {
                return names.get(free[parts.keySet().iterator().next()]);
            }
            StringBuilder text = new StringBuilder();
            parts.forEach((i, share) -> text.append(text.length() == 0 ? "" : " ")
                    .append(String.format(java.util.Locale.ROOT, "%+.3g ", share))
                    .append(names.get(free[i])));
            return text.toString();
        }
    }

    private int[] free(double[] x, Bounds box) {
        return java.util.stream.IntStream.range(0, x.length)
                .filter(k -> !box.isFixed(k) && !box.isAtEnd(k, x[k]))
                .toArray();
    }

    private Standing standing(Descent.Point found, double epsilon, Bounds box) {
        int[] free = free(found.x(), box);
        boolean wanted = settings.intervals
                && settings.validation == 0
                && model instanceof SharedLinearModel
                && criterion.hasErrors()
                && settings.l1 == 0
                && free.length > 0
                && clusters.size() > 1;
        if (!wanted) {
            return new Standing(null, free);
        }
        requireWanted();
        List<double[]> equations =
                restricted(evaluator.gradients(new Evaluator.Request(found.x(), epsilon, 0, settings.samples)), free);
        DMatrixRMaj spread = Inference.meat(equations);
        DMatrixRMaj meat = settings.errors == Learner.Errors.MODEL ? spread : Inference.meat(equations, clusters);
        DMatrixRMaj hessian = hessian(found, epsilon, free, spread);
        double simulated = exact ? 1 : 1 + 1.0 / settings.samples;
        double factor = settings.errors == Learner.Errors.MODEL ? epsilon * simulated : 0;
        return new Standing(Inference.of(hessian, meat, spread, factor), free);
    }

    private static List<double[]> restricted(List<double[]> gradients, int[] free) {
        return gradients.stream()
                .map(gradient -> {
                    double[] own = new double[free.length];
                    Arrays.setAll(own, i -> gradient[free[i]]);
                    return own;
                })
                .toList();
    }

    /** The Hessian of the sum of the losses by central differences of gradients with noise of its own, in common for both ends. */
    private DMatrixRMaj hessian(Descent.Point found, double epsilon, int[] free, DMatrixRMaj spread) {
        double weight = found.sums()[0];
        int samples = exact ? 1 : jacobianSamples();
        DMatrixRMaj hessian = new DMatrixRMaj(free.length, free.length);
        double share = exact ? DIFFERENCE_EXACT : DIFFERENCE;
        for (int i = 0; i < free.length; i++) {
            double deviation = Math.sqrt(spread.get(i, i) / clusters.size());
            if (deviation == 0) {
                continue;
            }
            double length = share * epsilon / deviation;
            double[] above = found.x().clone();
            double[] below = found.x().clone();
            above[free[i]] =
                    bounds.isFixed(free[i]) ? above[free[i]] + length : bounds.inside(free[i], above[free[i]] + length);
            below[free[i]] =
                    bounds.isFixed(free[i]) ? below[free[i]] - length : bounds.inside(free[i], below[free[i]] - length);
            double[] up = sums(above, epsilon, 1, samples);
            double[] down = sums(below, epsilon, 1, samples);
            double width = above[free[i]] - below[free[i]];
            for (int j = 0; j < free.length; j++) {
                hessian.set(j, i, (up[2 + free[j]] - down[2 + free[j]]) / width);
            }
            hessian.add(i, i, model.isPenalised(free[i]) ? settings.l2 * weight : 0);
        }
        return hessian;
    }

    private int jacobianSamples() {
        int wanted = (JACOBIAN_SAMPLES + clusters.size() - 1) / clusters.size();
        return Math.max(settings.samples, Math.min(MOST_JACOBIAN_SAMPLES, wanted));
    }

    // ---- moments

    /** Makes the moments 0. */
    Fitted moments() {
        Arguments.require(
                settings.validation == 0, "moments have no loss that could stop them early", "Maybe learn by a loss");
        boolean learns = Double.isNaN(settings.epsilon);
        Bounds box = learns && !hasFixed() ? fixedFirst() : bounds;
        return new MomentSearch(box, learns).run();
    }

    private boolean hasFixed() {
        for (int k = 0; k < bounds.low().length; k++) {
            if (bounds.isFixed(k)) {
                return true;
            }
        }
        return false;
    }

    /** The first feature is the numeraire unless another is. */
    private Bounds fixedFirst() {
        double[] unit = new double[bounds.low().length];
        unit[0] = 1;
        double value = model.standardised(unit)[0];
        double[] low = bounds.low().clone();
        double[] high = bounds.high().clone();
        low[0] = value;
        high[0] = value;
        return new Bounds(low, high);
    }

    /** The unknowns are the free parameters and, where it is learnt, the logarithm of epsilon. */
    private final class MomentSearch implements MomentSolver.Function {
        private final Bounds box;
        private final boolean learns;
        private final double[] centre;
        private final int[] free;
        private final int size;
        private long step;
        private int samples = settings.samples;
        private double total;

        MomentSearch(Bounds box, boolean learns) {
            this.box = box;
            this.learns = learns;
            centre = start();
            free = java.util.stream.IntStream.range(0, centre.length)
                    .filter(k -> !box.isFixed(k))
                    .toArray();
            size = free.length + (learns ? 1 : 0);
            if (size == 0) {
                throw new InvalidArgumentException(
                        "all weights are fixed and epsilon is given: nothing is learnt", "Maybe free one");
            }
        }

        /** As large as the fixed parameters, shared by the others. */
        private double[] start() {
            double level = 0;
            for (int k = 0; k < box.low().length; k++) {
                level = Math.max(level, box.isFixed(k) ? Math.abs(box.low()[k]) : 0);
            }
            double[] start = model.start();
            for (int k = 0; k < start.length; k++) {
                start[k] = box.isFixed(k) ? box.low()[k] : box.inside(k, level > 0 ? level / 2 : start[k]);
            }
            return start;
        }

        private double[] parameters(double[] x) {
            double[] parameters = centre.clone();
            for (int i = 0; i < free.length; i++) {
                parameters[free[i]] = x[i];
            }
            return parameters;
        }

        private double epsilon(double[] x) {
            return learns ? Math.exp(x[size - 1]) : settings.epsilon;
        }

        @Override
        public MomentSolver.Point at(double[] x) {
            double[] parameters = parameters(x);
            double[] sums = sums(parameters, epsilon(x), step, samples);
            total = sums[0];
            double[] moment = new double[size];
            double[] errors = new double[size];
            int k = centre.length;
            for (int i = 0; i < free.length; i++) {
                moment[i] = sums[2 + free[i]] / sums[0];
                errors[i] = Math.sqrt(sums[2 + k + free[i]]) / sums[0];
                boolean rests =
                        (x[i] <= box.low()[free[i]] && moment[i] > 0) || (x[i] >= box.high()[free[i]] && moment[i] < 0);
                moment[i] = rests ? 0 : moment[i];
            }
            if (learns) {
                double squares = 0;
                for (int f = 0; f < k; f++) {
                    if (box.isFixed(f)) {
                        moment[size - 1] += parameters[f] * sums[2 + f] / sums[0];
                        squares += parameters[f] * parameters[f] * sums[2 + k + f];
                    }
                }
                errors[size - 1] = Math.sqrt(squares) / sums[0];
            }
            return new MomentSolver.Point(x, moment, errors);
        }

        /** Steps are no longer than half of what they change, and epsilon at most doubles. */
        @Override
        public double[] moved(double[] from, double[] step) {
            double level = 0;
            for (double value : parameters(from)) {
                level += Math.abs(value) / centre.length;
            }
            double shrink = 1;
            for (int i = 0; i < size; i++) {
                double most = learns && i == size - 1 ? Math.log(2) : Math.max(Math.abs(from[i]) / 2, level / 4);
                shrink = Math.min(shrink, most / Math.max(Math.abs(step[i]), 1e-300));
            }
            double[] x = from.clone();
            for (int i = 0; i < size; i++) {
                x[i] += shrink * step[i];
                x[i] = i < free.length ? box.inside(free[i], x[i]) : x[i];
            }
            return x;
        }

        /** What moves the costs of decisions by a share of the differences that noise makes. */
        @Override
        public double[] differences(double[] x) {
            double[] parameters = parameters(x);
            double[] sums = sums(parameters, epsilon(x), step, samples);
            int k = centre.length;
            double spread = 0;
            for (int f = 0; f < k; f++) {
                spread += parameters[f] * parameters[f] * sums[2 + k + f] / sums[0];
            }
            double unit = criterion.noise().multiplicative() ? Math.sqrt(spread) : epsilon(x);
            double[] lengths = new double[size];
            for (int i = 0; i < free.length; i++) {
                double deviation = Math.sqrt(sums[2 + k + free[i]] / sums[0]);
                lengths[i] = deviation == 0 ? 0 : DIFFERENCE * unit / deviation;
            }
            if (learns) {
                lengths[size - 1] = 0.2;
            }
            return lengths;
        }

        Fitted run() {
            double[] x = new double[size];
            for (int i = 0; i < free.length; i++) {
                x[i] = centre[free[i]];
            }
            if (learns) {
                x[size - 1] = Math.log(criterion.noise().multiplicative() ? 0.3 : level());
            }
            MomentSolver solver = new MomentSolver(this, CONVERGED_MOMENTS);
            MomentSolver.Point found = solver.solve(x, Math.min(60, settings.iterations), point -> {
                report(Double.NaN, point.largest(), epsilon(point.x()));
                return point.largest() <= CONVERGED || epsilon(point.x()) < LEAST_EPSILON * level();
            });
            return assemble(solver, found);
        }

        private double level() {
            if (criterion.noise().multiplicative()) {
                return 1;
            }
            return Math.max(1e-9, Arrays.stream(centre).map(Math::abs).max().orElse(1));
        }

        private Fitted assemble(MomentSolver solver, MomentSolver.Point found) {
            double[] parameters = parameters(found.x());
            double epsilon = epsilon(found.x());
            Fitted.Status status =
                    found.largest() <= CONVERGED_MOMENTS ? Fitted.Status.CONVERGED : Fitted.Status.NO_ROOT;
            List<String> unidentified = new ArrayList<>();
            int[] inner = java.util.stream.IntStream.range(0, size)
                    .filter(i -> i >= free.length || !box.isAtEnd(free[i], found.x()[i]))
                    .toArray();
            boolean wanted = settings.intervals && model instanceof SharedLinearModel;
            Inference inference = wanted && status == Fitted.Status.CONVERGED
                    ? inference(solver, found, parameters, epsilon, inner)
                    : null;
            double[] raw = model.raw(parameters);
            List<String> names = model.names();
            List<Weight> weights = new ArrayList<>();
            for (int k = 0; k < raw.length; k++) {
                int at = k;
                weights.add(weight(inference, box, names.get(k), parameters, k, raw[k], () -> {
                    double[] along = along(at, raw.length);
                    return Arrays.stream(inner)
                            .mapToDouble(i -> i < free.length ? along[free[i]] : 0)
                            .toArray();
                }));
            }
            double epsilonError = Double.NaN;
            if (learns && inference != null) {
                epsilonError = epsilon * error(inference, inner, size - 1);
            }
            if (inference != null) {
                new Standing(inference, inner)
                        .unidentified(java.util.stream.IntStream.range(0, size)
                                .mapToObj(i -> i < free.length ? names.get(free[i]) : "epsilon")
                                .toList())
                        .forEach(unidentified::add);
            }
            String message = status == Fitted.Status.NO_ROOT
                    ? "the moments have no root near here: the largest is "
                            + String.format(java.util.Locale.ROOT, "%.2g", found.largest())
                            + " standard errors, epsilon = " + epsilon
                            + ". Maybe the decisions are all optimal, which sends epsilon to 0, or the noise is another"
                    : unheardOf(unidentified);
            Fitted.Status told = unidentified.isEmpty() ? status : Fitted.Status.UNIDENTIFIED;
            return fitted(parameters, epsilon, epsilonError, weights, told, message, Double.NaN, unidentified);
        }

        private double error(Inference inference, int[] inner, int unknown) {
            double[] along = new double[inner.length];
            int at = Arrays.binarySearch(inner, unknown);
            if (at < 0) {
                return Double.NaN;
            }
            along[at] = 1;
            return inference.error(along);
        }

        private Inference inference(
                MomentSolver solver, MomentSolver.Point found, double[] parameters, double epsilon, int[] inner) {
            List<double[]> gradients =
                    evaluator.gradients(new Evaluator.Request(parameters, epsilon, 0, settings.samples));
            List<double[]> equations = gradients.stream()
                    .map(gradient -> {
                        double[] all = new double[size];
                        for (int i = 0; i < free.length; i++) {
                            all[i] = gradient[free[i]];
                        }
                        for (int f = 0; learns && f < centre.length; f++) {
                            all[size - 1] += box.isFixed(f) ? parameters[f] * gradient[f] : 0;
                        }
                        double[] own = new double[inner.length];
                        Arrays.setAll(own, i -> all[inner[i]]);
                        return own;
                    })
                    .toList();
            step = 1;
            samples = jacobianSamples();
            DMatrixRMaj whole = solver.jacobian(found.x());
            DMatrixRMaj jacobian = new DMatrixRMaj(inner.length, inner.length);
            double weight = total;
            for (int i = 0; i < inner.length; i++) {
                for (int j = 0; j < inner.length; j++) {
                    jacobian.set(i, j, weight * whole.get(inner[i], inner[j]));
                }
            }
            return Inference.of(jacobian, Inference.meat(equations, clusters), Inference.meat(equations), 0);
        }
    }

    @Override
    public void close() {
        if (known != null) {
            known.close();
        }
        evaluator.close();
    }
}
