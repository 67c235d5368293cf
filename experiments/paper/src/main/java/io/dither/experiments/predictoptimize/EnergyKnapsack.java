package io.dither.experiments.predictoptimize;

import io.dither.error.DataException;
import io.dither.experiments.data.NpyFile;
import io.dither.layer.Costs;
import io.dither.layer.Decision;
import io.dither.learn.model.Features;
import io.dither.learn.model.Observation;
import io.dither.oracle.LinearOracle;
import io.dither.oracles.Oracles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A knapsack of the 48 half hours of a day (Mulamba et al., "Contrastive losses and solution caching for predict-and-optimize", IJCAI
 * 2021). The weights of the items are 3, 5 or 7. Their values are price times weight plus noise, with the Irish electricity prices of 2011
 * to 2013. The features of an item are a holiday mark, day of week, week, month, forecast wind, load and price, and CO2.
 *
 * @param train the 552 days of the training part
 * @param validation the first 60 days of the test part
 * @param test the last 177 days of the test part
 * @param weights the weights of the items, the same each day
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
record EnergyKnapsack(List<Observation> train, List<Observation> validation, List<Observation> test, double[] weights) {
    /** The names of the features. */
    static final List<String> FEATURES =
            List.of("holiday", "dayOfWeek", "week", "month", "wind", "load", "price", "co2");

    private static final int ITEMS = 48;
    /** The numbers of an item: the number of its day, then the eight features. */
    private static final int COLUMNS = 9;

    private static final int VALIDATION_DAYS = 60;
    private static final int TEST_DAYS = 177;
    private static final int WEEK = 7;

    /**
     * Reads the data.
     *
     * @param archive {@code Data.npz}
     * @param capacity the limit of the sum of the weights, above 0
     * @return the days: one row of features per item, the best choice as the decision, values as true costs, and a cluster for each week,
     *     as days that follow each other resemble each other
     * @throws DataException if a file is missing or of another form
     */
    static EnergyKnapsack read(Path archive, double capacity) {
        double[] weights = NpyFile.read(archive, "weights").doubles();
        if (weights.length != ITEMS) {
            throw DataException.of(archive, "has " + weights.length + " weights, not " + ITEMS);
        }
        LinearOracle knapsack = Oracles.knapsack(new double[][] {weights}, capacity);
        // the archive calls its arrays X_1gtrain, y_train, X_1gtest and y_test
        List<Observation> training = days(archive, "1gtrain", "train", knapsack);
        List<Observation> testing = days(archive, "1gtest", "test", knapsack);
        if (testing.size() < VALIDATION_DAYS + TEST_DAYS) {
            throw DataException.of(archive, "has " + testing.size() + " days to test on, fewer than 237");
        }
        return new EnergyKnapsack(
                training,
                testing.subList(0, VALIDATION_DAYS),
                testing.subList(testing.size() - TEST_DAYS, testing.size()),
                weights);
    }

    /** Reads the days of a part of the data, from the arrays X_FEATURES, the numbers of each item, and y_PART, its value. */
    private static List<Observation> days(Path archive, String features, String part, LinearOracle knapsack) {
        double[] numbers = NpyFile.read(archive, "X_" + features).doubles();
        double[] values = NpyFile.read(archive, "y_" + part).doubles();
        if (numbers.length != COLUMNS * values.length || values.length % ITEMS != 0) {
            throw DataException.of(
                    archive,
                    "has " + numbers.length + " features of " + values.length + " items. Maybe it is another file");
        }
        List<Observation> days = new ArrayList<>();
        for (int firstItem = 0; firstItem < values.length; firstItem += ITEMS) {
            double[][] rows = new double[ITEMS][];
            for (int i = 0; i < ITEMS; i++) {
                int start = (firstItem + i) * COLUMNS;
                rows[i] = Arrays.copyOfRange(numbers, start + 1, start + COLUMNS);
            }
            Costs itemValues = Costs.of(Arrays.copyOfRange(values, firstItem, firstItem + ITEMS));
            days.add(Observation.of(
                            part + " " + (int) numbers[firstItem * COLUMNS],
                            Features.of(rows),
                            knapsack,
                            Decision.of(itemValues.bestOf(knapsack)))
                    .withCosts(itemValues.values())
                    .withCluster("week " + firstItem / ITEMS / WEEK));
        }
        return List.copyOf(days);
    }
}
