package io.dither.people.tastes;

import io.dither.layer.Contribution;
import io.dither.layer.EstimatingEquation;
import io.dither.layer.Example;
import io.dither.layer.NoiseKey;
import io.dither.layer.Pullback;
import io.dither.layer.Target;
import io.dither.learn.Cluster;
import io.dither.learn.internal.evaluate.Criterion;
import io.dither.learn.internal.evaluate.Fit;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.Features;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Observation;
import io.dither.people.internal.Person;
import io.dither.people.internal.TasteSettings;
import io.dither.plugin.PluginCatalogue;
import io.dither.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The moment equations of persons, for any oracle. Decision d has the features Phi_d and the solution y_d; m_d is its mean solution over R draws of tastes and
 * of noise. Let s_d = Phi_d^T (m_d - y_d), and let S be the sum of s_d over a person's decisions. The mean of S is 0. Let E = S S^T - sum s_d s_d^T, the sum of
 * the products of two different decisions. Let E_r be the same expression for the decisions y_dr of draw r, with Phi_d^T (y_dr - m_d) in place of s_d. The mean
 * of E - (1 + 1/R) (sum of E_r) / (R - 1) is 0 too: two different decisions have only the tastes in common, and the term 1/R corrects for the error of m_d. For
 * each weight, the products of three different decisions, corrected in a similar way, have the mean 0 as well; they test the law of the tastes.
 */
final class PersonMoments implements Cluster.Persons {
    /** Separates the draws of tastes from the random numbers of other Java classes. */
    private static final long STREAM = 0x6D0A_E475_0F7A_57E5L;
    /** Draw r of a step has the noise key (step times this) + r. No step has as many draws in practice, so that no two draws share a key. */
    private static final long MOST_DRAWS = 1L << 20;
    /** A decision has at most this number of costs in memory at one time, or the costs of one draw. */
    private static final int MOST_COSTS = 1 << 20;

    private final CostModel model;
    private final Criterion criterion;
    private final List<Person> persons;
    private final long seed;
    /** The equation at the last epsilon; null before the first. */
    private @Nullable EstimatingEquation<Target> equation;

    private double lastEpsilon;

    /**
     * Creates the moments of the persons of one machine.
     *
     * @param model the cost model in standardised units
     * @param settings the settings for moments
     */
    record Preparation(CostModel model, FitSettings settings) implements Cluster.Preparation<PersonMoments> {
        @Override
        public PersonMoments prepare(List<Observation> decisions, PluginCatalogue catalogue) {
            Criterion criterion = Fit.of(settings, catalogue)
                    .criterionOn(Person.firstByKey(decisions).oracle());
            return new PersonMoments(model, criterion, Person.of(decisions), settings.seed());
        }
    }

    private PersonMoments(CostModel model, Criterion criterion, List<Person> persons, long seed) {
        this.model = model;
        this.criterion = criterion;
        this.persons = persons;
        this.seed = seed;
    }

    @Override
    public int count() {
        return persons.size();
    }

    /** Returns the equation at this epsilon, estimated from one sample instead of exactly; closes the equation of the previous epsilon. */
    private synchronized EstimatingEquation<Target> equation(double epsilon) {
        EstimatingEquation<Target> current = equation;
        if (current == null || lastEpsilon != epsilon) {
            close();
            Observation first = persons.get(0).decisions().get(0);
            // false: the criterion is sampled
            current = TasteSettings.requireLearnsFrom(criterion.on(first, false, epsilon, 1, seed), first);
            equation = current;
            lastEpsilon = epsilon;
        }
        return current;
    }

    /**
     * Returns the equation of each parameter of the population; then the dot product of S and the fixed weights of the cost model, whose mean is 0 at the right
     * epsilon; then for each weight the sum over decisions of s_d^2; then for each weight the equation of three decisions. All numbers are multiplied by the
     * person's weight in the history; all are NaN if costs leave the domain. Each {@code step} has its own draws of tastes and of noise.
     */
    double[] equations(Population population, double epsilon, int draws, long step, int p) {
        Person person = persons.get(p);
        double[][] tastes = tastes(population, draws, step, person);
        double[][][] moments = simulated(tastes, epsilon, step, person);
        if (moments.length == 0) {
            double[] invalid = new double
                    [population.parameterCount() + 1 + 2 * population.names().size()];
            Arrays.fill(invalid, Double.NaN);
            return invalid;
        }
        return equations(population, draws, person.weight(), moments);
    }

    /** Returns Phi_d^T (y_dr - y_d) for each decision d and draw r of tastes, with the simulated decision y_dr; empty if costs leave the domain. */
    double[][][] simulated(double[][] tastes, double epsilon, long step, Person person) {
        int draws = tastes.length;
        List<Observation> decisions = person.decisions();
        double[][][] moments = new double[decisions.size()][draws][];
        int largestDimension = decisions.stream()
                .mapToInt(observation -> observation.oracle().dimension())
                .max()
                .orElse(1);
        EstimatingEquation<Target> equation = equation(epsilon);
        int drawsAtOnce = Math.max(1, Math.min(draws, MOST_COSTS / largestDimension));
        for (int from = 0; from < draws; from += drawsAtOnce) {
            if (!simulate(equation, tastes, from, Math.min(draws, from + drawsAtOnce), step, decisions, moments)) {
                return new double[0][][];
            }
        }
        return moments;
    }

    /** Returns the weights of a person at each draw of tastes. */
    double[][] tastes(Population population, int draws, long step, Person person) {
        KeyedRandom random = new KeyedRandom(seed);
        random.setKey(seed ^ STREAM, step, person.key());
        double[][] tastes = new double[draws][];
        double[] z = new double[population.dimensions()];
        for (int r = 0; r < draws; r++) {
            random.startSample(r); // the next numbers are those of draw r
            random.nextGaussians(z, 0, z.length, 1);
            tastes[r] = population.weights(z);
        }
        return tastes;
    }

    /** Fills in the moments of {@link #simulated}; returns whether all costs are in their domain. */
    private boolean simulate(
            EstimatingEquation<Target> equation,
            double[][] tastes,
            int from,
            int to,
            long step,
            List<Observation> decisions,
            double[][][] moments) {
        List<Map<Features, double[]>> costs = new ArrayList<>();
        for (int r = from; r < to; r++) {
            costs.add(new IdentityHashMap<>());
        }
        List<Example<Target>> examples = new ArrayList<>();
        List<Pullback> pullbacks = new ArrayList<>();
        for (Observation observation : decisions) {
            Pullback pullback = model.pullback(tastes[from], observation.features()); // linear: the same for all tastes
            for (int r = from; r < to; r++) {
                double[] taste = tastes[r];
                double[] theta = costs.get(r - from)
                        .computeIfAbsent(observation.features(), features -> model.theta(taste, features));
                if (observation.oracle().domain().firstOutside(theta) >= 0) {
                    return false;
                }
                NoiseKey key = new NoiseKey(step * MOST_DRAWS + r, observation.key());
                examples.add(new Example<>(theta, observation.target(), key, observation.oracle()));
                pullbacks.add(pullback);
            }
        }
        List<Contribution> contributions = equation.contributions(examples, pullbacks);
        int next = 0;
        for (int d = 0; d < decisions.size(); d++) {
            for (int r = from; r < to; r++) {
                moments[d][r] = contributions.get(next++).gradient();
            }
        }
        return true;
    }

    /** Returns the equations from the moments of {@link #simulated}. */
    private static double[] equations(Population population, int draws, double weight, double[][][] moments) {
        int size = population.names().size();
        double[] sum = new double[size]; // S
        double[][] sums = new double[draws][size]; // for each draw, the sum of Phi_d^T (y_dr - m_d)
        double[][] products = new double[size][size]; // the sum of s_d s_d^T
        // the products of two simulated decisions, over all draws
        double[][] simulatedProducts = new double[size][size];
        for (double[][] decision : moments) {
            double[] mean = new double[size]; // s_d
            for (double[] draw : decision) {
                for (int k = 0; k < size; k++) {
                    mean[k] += draw[k] / draws;
                }
            }
            addProducts(mean, 1, products);
            for (int r = 0; r < draws; r++) {
                double[] residual = new double[size];
                for (int k = 0; k < size; k++) {
                    residual[k] = decision[r][k] - mean[k];
                    sums[r][k] += residual[k];
                }
                addProducts(residual, -1, simulatedProducts);
            }
            for (int k = 0; k < size; k++) {
                sum[k] += mean[k];
            }
        }
        for (double[] ofDraw : sums) {
            addProducts(ofDraw, 1, simulatedProducts);
        }
        int[] varying = population.varying();
        int[][] positions = population.positions();
        double[] equations = new double[positions.length + 1 + 2 * size];
        double factor = (1 + 1.0 / draws) / (draws - 1);
        for (int i = 0; i < positions.length; i++) {
            int k = positions[i][0];
            int l = positions[i][1] < 0 ? k : varying[positions[i][1]];
            equations[i] = weight
                    * (positions[i][1] < 0
                            ? sum[k]
                            : sum[k] * sum[l] - products[k][l] - factor * simulatedProducts[k][l]);
        }
        for (int k = 0; k < size; k++) {
            equations[positions.length + 1 + k] = weight * products[k][k];
            equations[positions.length + 1 + size + k] = weight * equationOfThree(moments, k, draws);
            equations[positions.length] +=
                    population.fixed()[k] ? weight * population.location()[k] * sum[k] : 0;
        }
        return equations;
    }

    /** Returns the sum of products of three different decisions, corrected by the products of simulated decisions; its mean is 0 for any R above 2. */
    private static double equationOfThree(double[][][] moments, int k, int draws) {
        double[] sums = new double[3];
        double[][] simulated = new double[draws][3];
        for (double[][] decision : moments) {
            double mean = 0;
            for (double[] draw : decision) {
                mean += draw[k] / draws;
            }
            addPowers(mean, sums);
            for (int r = 0; r < draws; r++) {
                addPowers(decision[r][k] - mean, simulated[r]);
            }
        }
        double factor = (draws + 1.0) / draws / (draws - 2);
        // added, not subtracted: y_dr - m_d has the opposite sign of m_d - y_d, and so has a product of three of them
        double equation = productsOfThree(sums);
        for (double[] powerSums : simulated) {
            equation += factor * productsOfThree(powerSums);
        }
        return equation;
    }

    private static void addPowers(double x, double[] sums) {
        sums[0] += x;
        sums[1] += x * x;
        sums[2] += x * x * x;
    }

    /** Returns the sum of products of three different numbers, from the sums of their powers (Newton). */
    private static double productsOfThree(double[] sums) {
        return sums[0] * sums[0] * sums[0] - 3 * sums[0] * sums[1] + 2 * sums[2];
    }

    private static void addProducts(double[] vector, double factor, double[][] sum) {
        for (int k = 0; k < vector.length; k++) {
            for (int l = 0; l < vector.length; l++) {
                sum[k][l] += factor * vector[k] * vector[l];
            }
        }
    }

    /** Frees the sessions of the equation. */
    @Override
    public synchronized void close() {
        if (equation != null) {
            equation.close();
            equation = null;
        }
    }
}
