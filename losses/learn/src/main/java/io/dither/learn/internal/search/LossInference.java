package io.dither.learn.internal.search;

import io.dither.error.Arguments;
import io.dither.learn.evaluate.ExampleGradient;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.FitSettings.Errors;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.GroupEffects;
import io.dither.learn.model.PlainText;
import io.dither.learn.model.Standardisable;
import io.dither.learn.model.Weight;
import io.dither.learn.model.WeightStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * How sure the least point of a loss is: by the sandwich of the Hessian, if the loss is that of a model of decisions and the search
 * ended there.
 *
 * @param asked what is asked of the examples
 * @param box where the parameters that were searched for may be
 * @param epsilon the amplitude of the noise, in the unit of these
 * @param errors how they are measured
 */
record LossInference(Evaluations asked, Bounds box, double epsilon, Errors errors) {
    /** How far parameters are moved first, as a share of what noise does. */
    private static final double STEP = 0.6;

    /** Equations below this are rounding, for features are standardised. */
    private static final double ROUNDING = 1e-12;

    private static final double STEP_EXACT = 1e-4;
    private static final int REPLICATES = 4;

    /**
     * Returns what was found, with weights in their units.
     *
     * @param left the largest slope against its standard error
     * @param stopped why the search did not end at the least point, or nothing if it did
     */
    Fitted fitted(Descent.Point found, double left, String stopped) {
        Reference reference = Reference.of(asked, box, epsilon, found.x());
        return new LossInference(asked, reference.fixed(box, found.x()), epsilon, errors)
                .fitted(found, reference, left, stopped);
    }

    private Fitted fitted(Descent.Point found, Reference reference, double left, String stopped) {
        double[] x = found.x();
        EpsilonModel scaled = asked.scaled;
        boolean vanished = scaled != null && box.isAtEnd(scaled.place(), x[scaled.place()]);
        List<String> endless = endless(x); // asks for what the errors ask for first
        Standing standing = standing(found, stopped.isEmpty(), vanished);
        String message = stopped.isEmpty() || !endless.isEmpty()
                ? standing.warning()
                : PlainText.format("the largest slope is %.2g standard errors: ", left) + stopped;
        if (!reference.message().isEmpty()) {
            message = reference.message() + (message.isEmpty() ? "" : "; " + message);
        }
        Fitted.Builder builder = scaled == null
                ? byGivenEpsilon(x, reference, standing, endless)
                : byLearntEpsilon(x, scaled, reference, standing, endless);
        Fitted.Status ended = vanished
                ? Fitted.Status.UNIDENTIFIED
                : stopped.isEmpty() ? Fitted.Status.CONVERGED : Fitted.Status.STOPPED;
        return asked.ended(
                builder.loss(found.sums().meanLoss()),
                ended,
                vanished
                        ? "the decisions do not follow what is known of the costs, the unit of the weights and of epsilon. Maybe"
                                + " fix another weight"
                        : message,
                endless,
                standing.unidentified(asked.searched.names()));
    }

    private Fitted.Builder byGivenEpsilon(double[] x, Reference reference, Standing standing, List<String> endless) {
        double[] slopes = Standing.slopes(asked.model);
        IntFunction<double[]> along = reference.along(slopes, x.length);
        double[] parameters = reference.parameters(x);
        List<Weight> weights =
                reference.noted(ended(standing.weights(asked.model, parameters, box, x, slopes, along), endless));
        return asked.found(parameters)
                .ofEpsilon(Weight.ofGivenEpsilon(epsilon, asked.criterion.hasErrors()))
                .weights(weights)
                .covariance(standing.covariance(weights, along));
    }

    /** Weights are parameters over unit / epsilon, which is one more parameter. */
    private Fitted.Builder byLearntEpsilon(
            double[] x, EpsilonModel scaled, Reference reference, Standing standing, List<String> endless) {
        double[] slopes = Standing.slopes(asked.model);
        IntFunction<double[]> along = reference.along(slopes, x.length);
        int last = scaled.place();
        double inverse = scaled.inverse(x);
        double[] parameters = reference.parameters(scaled.weights(x));
        Weight ofEpsilon = Weight.ofEpsilon(
                standing.interval(epsilon / inverse, Standing.only(x.length, last, epsilon / inverse / x[last])));
        double[] units = Arrays.copyOf(slopes, x.length);
        units[last] = 1;
        double[] raw = Standardisable.of(asked.model).raw(parameters);
        double[] differences = reference.differences(x);
        double[] shifts = shifts(slopes.length, along, differences);
        IntFunction<double[]> inUnit = k -> {
            double[] follows = along.apply(k);
            for (int j = 0; j < follows.length; j++) {
                follows[j] /= inverse;
            }
            follows[last] = (shifts[k] - raw[k]) / x[last];
            return follows;
        };
        List<Weight> weights = new ArrayList<>(standing.weights(asked.model, parameters, box, x, units, inUnit));
        double[] unit = Standing.only(x.length, last, inverse / x[last]);
        for (int k = 0; k < weights.size(); k++) {
            Weight free = weights.get(k).shifted(-shifts[k]);
            weights.set(
                    k, standing.ratio(free, differences, along.apply(k), unit).shifted(shifts[k]));
        }
        weights = reference.noted(ended(weights, endless));
        return asked.found(parameters)
                .ofEpsilon(ofEpsilon)
                .weights(weights)
                .covariance(standing.covariance(weights, inUnit));
    }

    /** Returns for each weight what follows from others that are fixed. */
    private double[] shifts(int size, IntFunction<double[]> along, double[] differences) {
        double[] shifts = new double[size];
        for (int k = 0; k < size; k++) {
            double[] follows = along.apply(k);
            for (int j = 0; j < size; j++) {
                shifts[k] += j != k && box.isFixed(j) ? follows[j] * differences[j] : 0;
            }
        }
        return shifts;
    }

    /** Says which weights have no end: those of features that all decisions are on one side of, whatever the weight. */
    private List<String> endless(double[] x) {
        FitSettings settings = asked.settings;
        if (settings.l1() > 0 || settings.l2() > 0 || settings.epochs() > 0 || settings.earlyStopping() > 0) {
            return List.of();
        }
        List<String> endless = new ArrayList<>();
        List<ExampleGradient> here = asked.gradients(x, epsilon, 0, settings.samples());
        for (int k = 0; k < asked.model.names().size(); k++) {
            if (box.isFixed(k) || box.isAtEnd(k, x[k]) || isOnBothSides(here, k)) {
                continue;
            }
            double[] without = x.clone();
            without[k] = 0;
            List<ExampleGradient> there = asked.gradients(without, epsilon, 0, settings.samples());
            int at = k;
            if (!isOnBothSides(there, k) && there.stream().anyMatch(one -> Math.abs(one.gradient()[at]) > rounding())) {
                endless.add(asked.model.names().get(k));
            }
        }
        return endless;
    }

    private static List<Weight> ended(List<Weight> weights, List<String> endless) {
        return weights.stream()
                .map(one -> endless.contains(one.name()) ? one.held(WeightStatus.ENDLESS) : one)
                .toList();
    }

    private boolean isOnBothSides(List<ExampleGradient> equations, int k) {
        double least = rounding();
        return equations.stream().anyMatch(one -> one.gradient()[k] > least)
                && equations.stream().anyMatch(one -> one.gradient()[k] < -least);
    }

    private double rounding() {
        return ROUNDING * Arrays.stream(asked.weights).max().orElse(1);
    }

    private Standing standing(Descent.Point found, boolean converged, boolean vanished) {
        FitSettings settings = asked.settings;
        int[] free = IntStream.range(0, asked.searched.names().size())
                .filter(k -> !box.isFixed(k) && !box.isAtEnd(k, found.x()[k]))
                .toArray();
        boolean penalised = settings.l1() > 0 || (settings.l2() > 0 && errors != Errors.PSEUDO_TRUE);
        boolean explained = penalised && asked.criterion.hasErrors(); // by the status of each weight
        String without = errors == Errors.NONE || explained ? "" : asked.withoutErrors();
        boolean measured = errors != Errors.NONE && without.isEmpty() && asked.criterion.hasErrors();
        boolean beside = !GroupEffects.of(asked.model).isEmpty();
        WeightStatus reason = vanished
                ? WeightStatus.NOT_IDENTIFIED
                : !converged
                        ? WeightStatus.NOT_CONVERGED
                        : penalised
                                ? WeightStatus.PENALISED
                                : beside ? WeightStatus.BESIDE_EFFECTS : WeightStatus.ESTIMATED;
        boolean judged = measured || (errors == Errors.NONE && asked.criterion.hasErrors());
        if (!judged || free.length == 0 || reason != WeightStatus.ESTIMATED) {
            boolean told = measured || reason == WeightStatus.NOT_CONVERGED;
            return new Standing(null, free, told ? reason : WeightStatus.ESTIMATED, without, true);
        }
        List<double[]> equations = equations(found.x(), free, 0, settings.samples());
        boolean shared = !asked.exact && settings.weighting() == FitSettings.Weighting.FREQUENCY;
        List<double[]> again = shared ? equations(found.x(), free, 1, settings.samples()) : equations;
        Meat meat = Meat.of(equations, again, asked.clusters, asked.weights, settings.weighting());
        return measured
                ? Standing.of(
                        Inference.of(meat, basis -> hessian(found, free, meat, basis), byModel()),
                        free,
                        meat,
                        asked.outside())
                : Standing.unasked(meat, free);
    }

    /** Returns 0 for the sandwich, otherwise what the inverse Hessian is multiplied by. */
    private double byModel() {
        if (errors != Errors.MODEL) {
            return 0;
        }
        Arguments.require(
                asked.likelihood,
                "errors = model needs a likelihood, which the loss '" + asked.settings.loss() + "' with "
                        + asked.criterion.noise().text() + " noise is not",
                "Maybe robust");
        boolean counts = asked.settings.weighting() == FitSettings.Weighting.FREQUENCY;
        return epsilon
                * (counts ? 1 : asked.squares() / Arrays.stream(asked.weights).sum());
    }

    /** Returns the equation of each example, with its share of the slope of the penalty, so that they add up to 0. */
    private List<double[]> equations(double[] x, int[] free, long step, int samples) {
        List<ExampleGradient> all = asked.gradients(x, epsilon, step, samples);
        return IntStream.range(0, all.size())
                .mapToObj(i -> {
                    double[] equation = Standing.restricted(all.get(i).gradient(), free);
                    for (int k = 0; k < free.length; k++) {
                        equation[k] += asked.ridge(free[k]) * asked.weights[i] * x[free[k]];
                    }
                    return equation;
                })
                .toList();
    }

    /** Measures the Hessian of the sum of the losses within a basis. */
    private Jacobian.@Nullable Measured hessian(Descent.Point found, int[] free, Meat meat, DMatrixRMaj basis) {
        int samples = asked.exact ? 1 : Math.max(1, asked.jacobianSamples() / REPLICATES);
        Jacobian.Equations equations = (moved, replicate) -> {
            double[] x = found.x().clone();
            for (int i = 0; i < free.length; i++) {
                x[free[i]] = moved[i];
            }
            if (meat.isSmall()) {
                return meat.parts(equations(x, free, 1 + replicate, samples));
            }
            double[] gradient = Standing.restricted(
                    asked.sums(x, epsilon, 1 + replicate, samples).gradient(), free);
            for (int i = 0; i < free.length; i++) {
                gradient[i] += asked.ridge(free[i]) * found.sums().weight() * moved[i];
            }
            return gradient;
        };
        double first = (asked.exact ? STEP_EXACT : STEP) * epsilon * Math.sqrt(asked.squares());
        return new Jacobian(equations, asked.exact ? 1 : REPLICATES)
                .within(Standing.restricted(found.x(), free), basis, direction -> first);
    }
}
