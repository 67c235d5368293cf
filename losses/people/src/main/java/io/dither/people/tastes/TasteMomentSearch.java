package io.dither.people.tastes;

import io.dither.error.Arguments;
import io.dither.learn.internal.search.FitErrors;
import io.dither.learn.internal.search.Inference;
import io.dither.learn.internal.search.Jacobian;
import io.dither.learn.internal.search.Meat;
import io.dither.learn.internal.search.MomentSolver;
import io.dither.learn.internal.search.Overidentified;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Interval;
import io.dither.learn.model.PlainText;
import io.dither.learn.model.Specification;
import io.dither.learn.model.WeightStatus;
import io.dither.people.internal.Person;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/** Solves the moment equations of persons, and computes the covariance of the root. */
final class TasteMomentSearch {
    /** The search ends when all moments are below this share of their standard errors. */
    private static final double TOLERANCE = 0.05;

    /** A search below this share counts as converged: the remaining moments add at most a sixteenth to the variance. */
    private static final double CONVERGED = 0.25;

    /** The largest number of steps, unless the iterations of the settings are fewer. */
    private static final int MOST_STEPS = 60;

    /** The number of replicates of each difference, each with its own draws. */
    private static final int REPLICATES = 4;

    /** The first step of differences, as a multiple of {@link TasteProblem#differenceSteps}; it is halved until slopes agree. */
    private static final double FIRST_STEP = 4;

    private final TasteProblem problem;
    private final List<Person> persons;
    private final FitSettings settings;
    private final Consumer<Fitted.Progress> listener;
    private @Nullable Specification specification;

    TasteMomentSearch(
            TasteProblem problem, List<Person> persons, FitSettings settings, Consumer<Fitted.Progress> listener) {
        this.problem = problem;
        this.persons = persons;
        this.settings = settings;
        this.listener = listener;
    }

    TasteSearchResult search(Population shape) {
        MomentSolver.Point root = new MomentSolver(problem, CONVERGED)
                .solve(requireInside(problem.start(shape)), Math.min(MOST_STEPS, settings.iterations()), point -> {
                    listener.accept(new Fitted.Progress( // without a loss, epsilon, gap and validation loss
                            problem.evaluations(), Double.NaN, point.largest(), Double.NaN, 0, Double.NaN));
                    return point.largest() <= TOLERANCE; // whether to stop
                });
        boolean isConverged = root.largest() <= CONVERGED;
        double[] x = root.x();
        int draws = problem.draws();
        FitErrors fitErrors = fitErrors(root, isConverged);
        // from the unknowns to the parameters of the population
        double[][] covariance =
                TasteSearchResult.scaled(TasteSearchResult.covariance(fitErrors, x.length), problem.slopes(x));
        String message = isConverged
                ? message(root, fitErrors, problem.names())
                : PlainText.format(
                        "the moments of persons have no root near here: the largest is %.2g standard errors. Maybe choose another law"
                                + " of tastes; or the noise of the decisions differs from that of the model",
                        root.largest());
        return new TasteSearchResult(
                new TasteSearchResult.Parameters(
                        problem.population(x).parameters(),
                        ofPopulation(covariance, shape.parameterCount()),
                        TasteSearchResult.degreesOfFreedom(fitErrors),
                        new double[0],
                        spreadsAtBound(root)),
                ofEpsilon(x, covariance, fitErrors, shape.parameterCount()),
                Interval.of(Double.NaN, Double.NaN), // there is no likelihood
                new FittedTastes.Procedure(
                        FittedTastes.Method.MOMENTS, draws, specification == null ? List.of() : List.of(specification)),
                new Ending(
                        problem.evaluations(), isConverged ? Fitted.Status.CONVERGED : Fitted.Status.NO_ROOT, message));
    }

    /** Returns the spreads at their lower bound, which have no interval. */
    private List<NearZero.Weak> spreadsAtBound(MomentSolver.Point root) {
        return IntStream.range(0, root.x().length)
                .filter(i -> root.atBound()[i])
                .mapToObj(i -> NearZero.Weak.atFloor(problem.weightOfSpread(i), i))
                .toList();
    }

    /** Returns the covariance without epsilon. */
    private static double[][] ofPopulation(double[][] covariance, int size) {
        return Arrays.stream(covariance)
                .limit(size)
                .map(row -> Arrays.copyOf(row, size))
                .toArray(double[][]::new);
    }

    private Interval ofEpsilon(double[] x, double[][] covariance, FitErrors fitErrors, int size) {
        double variance = covariance.length > size ? covariance[size][size] : Double.NaN;
        return new Interval(problem.epsilon(x), Math.sqrt(variance), TasteSearchResult.degreesOfFreedom(fitErrors));
    }

    private double[] requireInside(double[] start) {
        Arguments.require(
                Arrays.stream(problem.at(start).moments()).allMatch(Double::isFinite),
                "costs of persons leave the domain of the oracle",
                "Maybe choose lognormal tastes (--tastes lognormal), whose sign is that of the mean taste");
        return start;
    }

    private static String message(MomentSolver.Point root, FitErrors fitErrors, List<String> names) {
        List<String> namesNearZero = IntStream.range(0, root.x().length)
                .filter(i -> root.atBound()[i])
                .mapToObj(names::get)
                .toList();
        return TasteSearchResult.withNearZero(namesNearZero, TasteSearchResult.message(fitErrors, names));
    }

    /**
     * Computes the errors. {@link Inference} measures slopes along directions in which the entry of a parameter is 1 / the standard deviation of the sum of
     * its equation (the root of the sum over persons of its square). The equations are scaled so that this standard deviation is sqrt(persons) / the
     * parameter's {@linkplain TasteProblem#differenceSteps difference step}; then a step of sqrt(persons) moves the parameter by its difference step.
     */
    private FitErrors fitErrors(MomentSolver.Point root, boolean isConverged) {
        double[] x = root.x();
        int[] free =
                IntStream.range(0, x.length).filter(i -> !root.atBound()[i]).toArray();
        if (settings.errors() == FitSettings.Errors.NONE || !isConverged) {
            return FitErrors.none(free, isConverged ? WeightStatus.ESTIMATED : WeightStatus.NOT_CONVERGED);
        }
        List<double[]> unscaled = problem.equations(x, 0);
        double[] squares = new double[x.length];
        unscaled.forEach(equation -> Arrays.setAll(squares, i -> squares[i] + equation[i] * equation[i]));
        double[] scales = problem.differenceSteps(x);
        Arrays.setAll(scales, i -> Math.sqrt(persons.size() / squares[i]) / scales[i]);
        List<double[]> equations = scaled(unscaled, free, scales);
        // the copies of a person share draws: second draws show how much variance this adds
        boolean hasFrequencies = settings.weighting() == FitSettings.Weighting.FREQUENCY;
        List<double[]> secondDraws = hasFrequencies ? scaled(problem.equations(x, 1), free, scales) : equations;
        Meat meat =
                Meat.of(equations, secondDraws, Person.keys(persons), Person.weights(persons), settings.weighting());
        Jacobian.Equations sums = (moved, replicate) -> {
            double[] point = x.clone();
            for (int i = 0; i < free.length; i++) {
                point[free[i]] = moved[i];
            }
            List<double[]> atPoint = problem.equations(point, 1L + replicate); // at x, replicate 0 was used
            double[] parts = meat.sumAndParts(scaled(atPoint, free, scales));
            // only the jackknife needs the sums of groups, which follow the sum of all
            int end = meat.isJackknife() ? parts.length : free.length;
            // the equations of three decisions are an additional part
            double[] extended = Arrays.copyOf(parts, end + free.length);
            ofThree(atPoint, free.length)
                    .forEach(equation -> Arrays.setAll(equation, i -> extended[end + i] += equation[i]));
            return extended;
        };
        double step = FIRST_STEP * Math.sqrt(persons.size());
        Inference inference = Inference.of(
                meat,
                basis -> new Jacobian(sums, REPLICATES).along(FitErrors.restricted(x, free), basis, direction -> step),
                0); // the sandwich estimator
        // with more varying weights than free unknowns, ofThree would cut off equations
        if (inference.slopes() != null && problem.varying().length <= free.length) {
            List<DMatrixRMaj> parts = inference.slopes().parts(); // the last part has the slopes of ofThree
            Overidentified overidentified = Overidentified.of(
                    ofThree(unscaled, free.length), equations, parts.get(parts.size() - 1), inference);
            specification =
                    overidentified == null ? null : overidentified.test(problem.varying().length, inference, meat);
        }
        return FitErrors.of(inference, free, meat, "");
    }

    /**
     * Returns the equations of three decisions of each varying weight, which are the last of {@link PersonMoments#equations}, padded with
     * zeros or cut to a length.
     */
    private List<double[]> ofThree(List<double[]> equations, int length) {
        int[] varying = problem.varying();
        return equations.stream()
                .map(equation -> {
                    double[] moments = new double[length];
                    for (int r = 0; r < Math.min(length, varying.length); r++) {
                        moments[r] = equation[equation.length - problem.weights() + varying[r]];
                    }
                    return moments;
                })
                .toList();
    }

    private static List<double[]> scaled(List<double[]> equations, int[] free, double[] scales) {
        return equations.stream()
                .map(equation -> {
                    double[] scaled = new double[free.length];
                    Arrays.setAll(scaled, i -> equation[free[i]] * scales[free[i]]);
                    return scaled;
                })
                .toList();
    }
}
