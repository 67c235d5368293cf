package io.dither.people.internal;

import io.dither.layer.Decision;
import io.dither.layer.Pullback;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.Observation;
import io.dither.oracle.Vertex;
import java.util.Arrays;
import java.util.List;

/**
 * The conditional logit of choices among rows of features, for a cost model that is linear in its weights. For each row
 * that was not chosen, it stores the utility minus the utility of the chosen row, as a linear function of the weights.
 * Utilities are in units of epsilon.
 *
 * @param columns the number of weights
 * @param rows the stored rows of each person, decision after decision: the derivative of the difference of utilities with respect to each weight,
 *     then the difference at weights of 0
 * @param counts the number of stored rows of each decision of each person: all rows but the chosen row
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
record ChoiceLikelihood(int columns, double[][] rows, int[][] counts) implements Likelihood {
    /** The denominators of decisions are multiplied, and the logarithm of their product is taken when the product exceeds this number. */
    private static final double PRODUCT_LIMIT = 1e200;

    static ChoiceLikelihood of(CostModel model, double epsilon, List<Person> persons) {
        int columns = model.names().size();
        double[][] rows = new double[persons.size()][];
        int[][] counts = new int[persons.size()][];
        for (int p = 0; p < rows.length; p++) {
            List<Observation> decisions = persons.get(p).decisions();
            counts[p] = decisions.stream()
                    .mapToInt(observation -> observation.oracle().dimension() - 1)
                    .toArray();
            rows[p] = new double[Arrays.stream(counts[p]).sum() * (columns + 1)];
            int end = 0;
            for (Observation observation : decisions) {
                end = fill(model, epsilon, observation, rows[p], end);
            }
        }
        return new ChoiceLikelihood(columns, rows, counts);
    }

    /** Fills in the rows of a decision from an index on; returns the index after them. */
    private static int fill(CostModel model, double epsilon, Observation observation, double[] rows, int start) {
        int columns = model.names().size();
        double[] zeros = new double[columns];
        double[] constants = model.theta(zeros, observation.features());
        Pullback pullback = model.pullback(zeros, observation.features());
        Vertex decision = ((Decision) observation.target()).feasibleFor(observation.oracle());
        int chosen = decision.index(0);
        double factor = observation.oracle().sense().sign() / epsilon; // from costs to utilities
        double[] row = new double[columns];
        int next = start;
        for (int j = 0; j < constants.length; j++) {
            if (j != chosen) {
                Arrays.fill(row, 0);
                pullback.add(j, factor, row);
                pullback.add(chosen, -factor, row);
                System.arraycopy(row, 0, rows, next, columns);
                rows[next + columns] = factor * (constants[j] - constants[chosen]);
                next += columns + 1;
            }
        }
        return next;
    }

    @Override
    public int count() {
        return rows.length;
    }

    @Override
    public double logLikelihood(int person, double[] weights, double[] gradient) {
        Arrays.fill(gradient, 0);
        double[] personRows = rows[person];
        double logarithm = 0;
        double product = 1;
        int next = 0; // the index of the next row
        for (int count : counts[person]) {
            double sum;
            if (count == 1) { // faster for two alternatives; the odds are those of the less probable alternative
                double advantage = advantage(personRows, next, weights);
                double odds = Math.exp(-Math.abs(advantage));
                sum = 1 + odds;
                logarithm -= Math.max(0, advantage);
                addGradient((advantage > 0 ? 1 : odds) / sum, personRows, next, gradient);
                next += columns + 1;
            } else {
                double largest = 0; // the advantage of the chosen row itself
                for (int j = 0, row = next; j < count; j++, row += columns + 1) {
                    largest = Math.max(largest, advantage(personRows, row, weights));
                }
                sum = Math.exp(-largest);
                double[] exponentials = new double[count];
                for (int j = 0, row = next; j < count; j++, row += columns + 1) {
                    exponentials[j] = Math.exp(advantage(personRows, row, weights) - largest);
                    sum += exponentials[j];
                }
                for (int j = 0; j < count; j++, next += columns + 1) {
                    addGradient(exponentials[j] / sum, personRows, next, gradient);
                }
                logarithm -= largest;
            }
            product *= sum;
            if (product > PRODUCT_LIMIT) {
                logarithm -= Math.log(product);
                product = 1;
            }
        }
        return logarithm - Math.log(product);
    }

    @Override
    public void evaluateAtDraws(int person, double[] weights, double[] logs, double[] slopes) {
        new ChoiceBlock(columns, rows[person], counts[person], weights, logs, slopes).evaluate();
    }

    /**
     * Adds the part of a row in the gradient of minus the logarithm of the denominator: minus the probability of the
     * row, {@code share}, times its derivatives.
     */
    private void addGradient(double share, double[] personRows, int row, double[] gradient) {
        for (int k = 0; k < columns; k++) {
            gradient[k] -= share * personRows[row + k];
        }
    }

    /** Returns the utility of a row minus the utility of the chosen row. */
    private double advantage(double[] personRows, int row, double[] weights) {
        double sum = personRows[row + columns];
        for (int k = 0; k < columns; k++) {
            sum += weights[k] * personRows[row + k];
        }
        return sum;
    }
}
