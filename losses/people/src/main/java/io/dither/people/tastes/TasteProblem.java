package io.dither.people.tastes;

import io.dither.learn.Cluster;
import io.dither.learn.internal.search.MomentSolver;
import io.dither.learn.model.Fitted;
import io.dither.people.internal.Counts;
import io.dither.people.internal.Person;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The mean of the moment equations of persons. Its unknowns are the parameters of the population, with the logarithms
 * of the diagonal of L (the {@linkplain Population#factor factor}), then the logarithm of epsilon if it is learnt.
 */
final class TasteProblem implements MomentSolver.Problem {
    /** The step of weights for finite differences, relative to the noise of the costs. */
    private static final double DIFFERENCE = 0.1;
    /** The step of logarithms for finite differences. */
    private static final double LOGARITHM_STEP = 0.15;
    /** The least spread, relative to the noise of the costs. */
    private static final double LEAST_SPREAD = 0.05;

    /** The shortest step of the logarithm of a lognormal weight. */
    private static final double SHORTEST_LOG_STEP = 0.05;

    /** The longest step of the logarithm of a lognormal weight. */
    private static final double LONGEST_LOG_STEP = 0.3;

    /** Avoids a division by 0. */
    private static final double TINY = 1e-300;

    /** The largest factor by which the number of draws grows. */
    private static final int MOST_DRAW_FACTOR = 4;

    private final Cluster.DistributedPersons<PersonMoments> moments;
    private final boolean learnsEpsilon;
    private final Population shape;
    /** The weight and the column of L of each parameter, see {@link Population#positions}. */
    private final int[][] positions;

    private final int[] varying;
    /** Epsilon at the last point, on which step lengths depend. */
    private double epsilon;

    /** Whether the noise multiplies costs. */
    private final boolean isMultiplicative;

    private final Counts counts;
    private final double weightSum;
    /** The number of decisions, each times the weight of its person. */
    private final double decisions;

    private final int mostDraws;
    /** The lower bound of each unknown: minus infinity except for logarithms of the diagonal of L. */
    private final double[] floor;

    /** The current number of draws per person. */
    private int draws;
    /** The number of passes over all persons. */
    private int evaluations;
    /** For each weight, the root mean square over decisions of s_d, see {@link PersonMoments}, at the last point in the domain. */
    private double[] deviations;

    /** Creates the problem; a learnt epsilon starts at the epsilon of the fit with the same weights for all persons. */
    TasteProblem(
            Cluster.DistributedPersons<PersonMoments> moments,
            List<Person> persons,
            Population shape,
            Fitted commonFit,
            boolean isMultiplicative,
            int draws) {
        this.moments = moments;
        epsilon = commonFit.epsilon();
        learnsEpsilon = commonFit.settings().learnEpsilon();
        this.shape = shape;
        positions = shape.positions();
        varying = shape.varying();
        this.isMultiplicative = isMultiplicative;
        this.draws = draws;
        mostDraws = MOST_DRAW_FACTOR * draws;
        counts = Counts.of(persons, commonFit.settings().weighting());
        weightSum = Arrays.stream(Person.weights(persons)).sum();
        decisions = persons.stream()
                .mapToDouble(person -> person.weight() * person.decisions().size())
                .sum();
        deviations = new double[shape.names().size()];
        floor = new double[positions.length + (learnsEpsilon ? 1 : 0)];
    }

    /** Returns the unknowns of a starting population; from then on spreads have a lower bound. */
    double[] start(Population population) {
        double[] x = Arrays.copyOf(population.parameters(), floor.length);
        Arrays.fill(floor, Double.NEGATIVE_INFINITY);
        Arrays.setAll(x, i -> isDiagonal(i) ? Math.log(x[i]) : x[i]);
        if (learnsEpsilon) {
            x[positions.length] = Math.log(epsilon);
        }
        at(x); // measures the deviations of the equations, on which step lengths depend
        for (int i = 0; i < x.length; i++) {
            if (isDiagonal(i)) {
                // the step length is the spread that changes costs by the share DIFFERENCE of the noise
                floor[i] = Math.log(LEAST_SPREAD / DIFFERENCE * stepLength(population, positions[i][0]));
                x[i] = Math.max(x[i], floor[i] + 1); // well above its bound
            }
        }
        return x;
    }

    private boolean isEpsilon(int i) {
        return i == positions.length;
    }

    /** Returns epsilon at these unknowns. */
    double epsilon(double[] x) {
        return learnsEpsilon ? Math.exp(x[positions.length]) : epsilon;
    }

    private boolean isDiagonal(int i) {
        return !isEpsilon(i) && positions[i][1] >= 0 && varying[positions[i][1]] == positions[i][0];
    }

    /** Returns the population at these unknowns. */
    Population population(double[] x) {
        double[] parameters = Arrays.copyOf(x, positions.length);
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = isDiagonal(i) ? Math.exp(x[i]) : x[i];
        }
        return shape.at(parameters);
    }

    /** Returns the derivatives of the parameters of the population, and of a learnt epsilon, each with respect to its unknown. */
    double[] slopes(double[] x) {
        double[] slopes = new double[x.length];
        Arrays.setAll(slopes, i -> isDiagonal(i) || isEpsilon(i) ? Math.exp(x[i]) : 1);
        return slopes;
    }

    /** Returns the indices of the weights that vary. */
    int[] varying() {
        return varying;
    }

    /** Returns the number of weights. */
    int weights() {
        return shape.names().size();
    }

    /** Returns the names of the unknowns. */
    List<String> names() {
        List<String> names = new ArrayList<>(shape.parameterNames());
        if (learnsEpsilon) {
            names.add("epsilon");
        }
        return names;
    }

    /** Returns the index of the weight whose spread has this unknown as its logarithm; -1 for other unknowns, and always if tastes are correlated. */
    int weightOfSpread(int i) {
        return !isDiagonal(i) || shape.correlated() ? -1 : positions[i][0];
    }

    int draws() {
        return draws;
    }

    int evaluations() {
        return evaluations;
    }

    /** Returns {@link PersonMoments#equations} of each person; each replicate has its own draws. */
    List<double[]> equations(double[] x, long replicate) {
        evaluations++;
        Population population = population(x);
        double epsilonAtX = epsilon(x); // local copies, so that this object is not sent to other machines
        epsilon = epsilonAtX;
        int count = draws;
        return moments.answers((persons, p) -> persons.equations(population, epsilonAtX, count, replicate, p));
    }

    @Override
    public MomentSolver.Point at(double[] x) {
        int size = x.length;
        double[] mean = new double[size];
        double[] variances = new double[size];
        double[] meanSquares = new double[deviations.length];
        List<double[]> ofPersons = equations(x, 0);
        for (int p = 0; p < ofPersons.size(); p++) {
            double[] ofPerson = ofPersons.get(p);
            for (int i = 0; i < size; i++) {
                mean[i] += ofPerson[i] / weightSum;
                // ofPerson is a sum over identical persons: each adds the square of ofPerson / replicas
                variances[i] += ofPerson[i] * ofPerson[i] / weightSum / weightSum / counts.replicas(p);
            }
            // before the sums of squares are the equations of all parameters and the equation that determines epsilon
            for (int k = 0; k < meanSquares.length; k++) {
                meanSquares[k] += ofPerson[positions.length + 1 + k] / decisions;
            }
        }
        if (Arrays.stream(meanSquares).allMatch(Double::isFinite)) {
            deviations = Arrays.stream(meanSquares).map(Math::sqrt).toArray();
        }
        double[] errors = new double[size];
        boolean[] atBound = new boolean[size];
        for (int i = 0; i < size; i++) {
            errors[i] = Math.sqrt(variances[i]);
            // a negative moment: simulated decisions vary more than observed decisions, so the spread would have to
            // fall
            atBound[i] = isDiagonal(i) && x[i] <= floor[i] && mean[i] < 0;
        }
        return new MomentSolver.Point(x, mean, atBound, errors);
    }

    /**
     * Returns the step of a weight that changes costs by the share DIFFERENCE of the noise; for a lognormal weight the step of its logarithm, which is kept
     * between SHORTEST_LOG_STEP and LONGEST_LOG_STEP.
     */
    private double stepLength(Population population, int k) {
        double noise = epsilon;
        if (isMultiplicative) { // the noise is epsilon times a cost; the costs of the weights are taken as independent
            double squares = 0;
            for (int l = 0; l < deviations.length; l++) {
                double costOfWeight = population.median(l) * deviations[l];
                squares += costOfWeight * costOfWeight;
            }
            noise *= Math.sqrt(squares);
        }
        double length = DIFFERENCE * noise / Math.max(deviations[k], TINY);
        return population.laws().get(k) == Law.LOGNORMAL
                ? Math.max(SHORTEST_LOG_STEP, Math.min(LONGEST_LOG_STEP, length / Math.abs(population.median(k))))
                : length;
    }

    @Override
    public double[] differenceSteps(double[] x) {
        Population population = population(x);
        double[] lengths = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            if (isEpsilon(i)) {
                lengths[i] = LOGARITHM_STEP;
                continue;
            }
            int k = positions[i][0];
            double length = stepLength(population, k);
            boolean isLocation = positions[i][1] < 0;
            if (isDiagonal(i)) {
                // the logarithm rises by the second number as the spread rises by length
                lengths[i] = Math.max(LOGARITHM_STEP, Math.log1p(length / Math.exp(x[i])));
            } else {
                lengths[i] = isLocation ? length : Math.max(length, LOGARITHM_STEP * population.spread(k));
            }
        }
        return lengths;
    }

    /** Moves along a step, shortened so that logarithms move by at most log 2 and other unknowns by at most half of their size. */
    @Override
    public double[] moved(double[] from, double[] step) {
        Population population = population(from);
        double shrink = 1;
        for (int i = 0; i < from.length; i++) {
            if (isEpsilon(i)) {
                shrink = Math.min(shrink, Math.log(2) / Math.max(Math.abs(step[i]), TINY));
                continue;
            }
            int k = positions[i][0];
            boolean isLogarithm =
                    isDiagonal(i) || (positions[i][1] < 0 && population.laws().get(k) == Law.LOGNORMAL);
            // an unknown near 0 has at least the size of the spread, and of five steps of finite differences
            double size = Math.max(Math.abs(from[i]), Math.max(population.spread(k), 5 * stepLength(population, k)));
            double longest = isLogarithm ? Math.log(2) : size / 2;
            shrink = Math.min(shrink, longest / Math.max(Math.abs(step[i]), TINY));
        }
        double[] x = from.clone();
        for (int i = 0; i < x.length; i++) {
            x[i] += shrink * step[i];
            x[i] = isDiagonal(i) ? Math.max(floor[i], x[i]) : x[i];
        }
        return x;
    }

    @Override
    public boolean refine() {
        boolean canGrow = 2 * draws <= mostDraws;
        draws *= canGrow ? 2 : 1;
        return canGrow;
    }
}
