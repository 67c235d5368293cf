package io.dither.learn.tastes;

import io.dither.error.Arguments;
import io.dither.learn.internal.persons.Person;
import io.dither.learn.internal.search.Inference;
import io.dither.learn.internal.search.Jacobian;
import io.dither.learn.internal.search.Meat;
import io.dither.learn.internal.search.MomentSolver;
import io.dither.learn.internal.search.Standing;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Makes the equations of persons 0, and measures how sure the root is.
 *
 * @param problem the equations
 * @param persons the persons
 * @param settings how to fit
 * @param listener hears of each step
 */
record TasteMomentSearch(
        TasteProblem problem, List<Person> persons, FitSettings settings, Consumer<Fitted.Progress> listener) {
    /** Moments below this share of their standard errors end the search. */
    private static final double ENOUGH = 0.05;

    private static final double CONVERGED = 0.25;
    private static final int MOST_STEPS = 60;
    private static final int REPLICATES = 4;

    Found search(Population shape) {
        MomentSolver.Point found = new MomentSolver(problem, CONVERGED)
                .solve(requireInside(problem.start(shape)), Math.min(MOST_STEPS, settings.iterations()), point -> {
                    listener.accept(new Fitted.Progress(
                            problem.evaluations(), Double.NaN, point.largest(), Double.NaN, 0, Double.NaN));
                    return point.largest() <= ENOUGH;
                });
        boolean converged = found.largest() <= CONVERGED;
        double[] x = found.x();
        int draws = problem.draws();
        Standing standing = standing(found, converged);
        double[] slopes = problem.slopes(x);
        double[][] covariance = Found.covariance(standing, x.length);
        for (int i = 0; i < covariance.length; i++) {
            for (int j = 0; j < covariance.length; j++) {
                covariance[i][j] *= slopes[i] * slopes[j];
            }
        }
        String message = converged
                ? told(found, standing, problem.names())
                : String.format(
                        Locale.ROOT,
                        "the moments of persons have no root near here: the largest is %.2g standard errors. Maybe another law"
                                + " of tastes, or the noise is another",
                        found.largest());
        return new Found(
                problem.population(x).parameters(),
                ofPopulation(covariance, shape.size()),
                ofEpsilon(x, covariance, standing, shape.size()),
                Found.degreesOfFreedom(standing),
                new double[0],
                Double.NaN,
                Double.NaN,
                draws,
                problem.evaluations(),
                converged,
                message);
    }

    /** Leaves epsilon out. */
    private static double[][] ofPopulation(double[][] covariance, int size) {
        return Arrays.stream(covariance)
                .limit(size)
                .map(row -> Arrays.copyOf(row, size))
                .toArray(double[][]::new);
    }

    private Interval ofEpsilon(double[] x, double[][] covariance, Standing standing, int size) {
        double variance = covariance.length > size ? covariance[size][size] : Double.NaN;
        return new Interval(problem.epsilon(x), Math.sqrt(variance), Found.degreesOfFreedom(standing));
    }

    private double[] requireInside(double[] start) {
        Arguments.require(
                Arrays.stream(problem.at(start).all()).allMatch(Double::isFinite),
                "costs of persons leave the domain of the oracle",
                "Maybe lognormal tastes (--tastes lognormal), whose sign is that of the mean taste");
        return start;
    }

    private static String told(MomentSolver.Point found, Standing standing, List<String> names) {
        List<String> none = IntStream.range(0, found.x().length)
                .filter(i -> found.rests()[i])
                .mapToObj(names::get)
                .toList();
        String message = Found.message(standing, names);
        return none.isEmpty()
                ? message
                : String.join(", ", none) + (none.size() == 1 ? " is" : " are") + " not told from 0"
                        + (message.isEmpty() ? "" : ". " + message);
    }

    /** Equations are scaled so that the direction of each is about as long as the step that its slope is measured by. */
    private Standing standing(MomentSolver.Point found, boolean converged) {
        double[] x = found.x();
        int[] free = IntStream.range(0, x.length).filter(i -> !found.rests()[i]).toArray();
        if (settings.errors() == FitSettings.Errors.NONE || !converged) {
            return Standing.none(free, converged ? "" : "not converged");
        }
        double[] lengths = problem.differences(x);
        double[] scales = new double[x.length];
        Arrays.setAll(scales, i -> 1 / (found.errors()[i] * Math.sqrt(persons.size()) * lengths[i]));
        List<double[]> equations = scaled(x, 0, free, scales);
        Meat meat = Meat.of(equations, equations, Person.names(persons), Person.weights(persons), settings.weighting());
        Jacobian.Equations sums = (moved, replicate) -> {
            double[] at = x.clone();
            for (int i = 0; i < free.length; i++) {
                at[free[i]] = moved[i];
            }
            double[] parts = meat.parts(scaled(at, 1L + replicate, free, scales));
            return meat.isSmall() ? parts : Arrays.copyOf(parts, free.length);
        };
        double first = 4 * Math.sqrt(persons.size());
        Inference inference = Inference.of(
                meat,
                basis -> new Jacobian(sums, REPLICATES).within(Standing.restricted(x, free), basis, direction -> first),
                0);
        return Standing.of(inference, free, meat, "");
    }

    private List<double[]> scaled(double[] x, long step, int[] free, double[] scales) {
        return problem.equations(x, step).stream()
                .map(one -> {
                    double[] inner = new double[free.length];
                    Arrays.setAll(inner, i -> one[free[i]] * scales[free[i]]);
                    return inner;
                })
                .toList();
    }
}
