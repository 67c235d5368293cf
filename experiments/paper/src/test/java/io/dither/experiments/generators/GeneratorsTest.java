package io.dither.experiments.generators;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.learn.model.Observation;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.perturbed.Batch;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Against sums of the same laws written in NumPy (RandomState, seed 42). */
class GeneratorsTest {
    @Test
    void drawsTheValuesOfKnapsacks() {
        CostData data = new KnapsackValues(16, 2, 20, 6, 0.5, 5).draw(100, 42);
        assertArrayEquals(new double[] {-2.6197451, .8219025, .08704707}, Arrays.copyOf(data.features().data, 3), 5e-8);
        assertArrayEquals(new double[] {4, 3, 7, 3, 2, 4}, Arrays.copyOf(data.costs().data, 6));
        assertEquals(7242, sum(data.costs().data));
    }

    @Test
    void drawsTheLengthsOfTours() {
        CostData data = new TourCosts(9, 4, 0.5, 5).draw(50, 42);
        assertArrayEquals(
                new double[] {5.29041616, 5.03279077, 4.55804065, 6.14434062},
                Arrays.copyOf(data.costs().data, 4),
                5e-9);
        assertEquals(11311.46530355891, sum(data.costs().data), 1e-9);
    }

    @Test
    void theToursOfFewAndOfManyCitiesAreNumberedAlike() {
        CostData data = new TourCosts(6, 2, 0.5, 3).draw(5, 1);
        LinearOracle other = OracleRegistry.discover().create("ortools-tour:n=6");
        for (int i = 0; i < 5; i++) {
            double[] costs = Batch.row(data.costs(), i);
            assertArrayEquals(other.solve(costs), data.oracle().solve(costs));
        }
    }

    @Test
    void drawsTheReturnsOfPortfolios() {
        CostData data = new PortfolioReturns(20, 4, 1, 5).draw(50, 42);
        assertArrayEquals(
                new double[] {.09389199, .12704547, .11296078, .11365861}, Arrays.copyOf(data.costs().data, 4), 5e-9);
        assertEquals(104.92720810726422, sum(data.costs().data), 1e-12);
    }

    @Test
    void noiseFreeCostsAreTheCostsWithoutNoise() {
        for (Generator law : List.of(new GridCosts(new Grid(3, 3), 2, 0, 4), new TourCosts(5, 3, 0, 4))) {
            CostData data = law.draw(20, 7);
            assertArrayEquals(data.costs().data, data.noiseFree().data, 1e-6);
        }
        CostData values = new KnapsackValues(6, 1, 10, 2, 0, 3).draw(20, 7);
        assertArrayEquals(values.costs().data, values.noiseFree().data);
    }

    /** Of values that are rounded up the mean is more than the value without noise. */
    @Test
    void theNoiseFreeValueIsTheMeanOfTheNoisyOnes() {
        CostData data = new KnapsackValues(50, 1, 10, 3, 0.5, 3).draw(400, 7);
        double sum = 0;
        double squares = 0;
        int n = data.costs().data.length;
        for (int i = 0; i < n; i++) {
            double difference = data.costs().data[i] - data.noiseFree().data[i];
            sum += difference;
            squares += difference * difference;
        }
        assertEquals(0, sum / n, 3 * Math.sqrt(squares) / n);
    }

    @Test
    void aHistoryHasOptimalDecisionsAndKeepsItsOrder() {
        CostData data = new KnapsackValues(6, 1, 10, 2, 0.5, 3).draw(30, 7).shuffled(7);
        List<Observation> history = data.range(10, 30).observations();
        assertEquals(20, history.size());
        for (int i = 0; i < history.size(); i++) {
            Observation one = history.get(i);
            assertEquals(data.costs().get(10 + i, 2), one.costs()[2]);
            assertEquals(data.features().get(10 + i, 1), one.features().get(0, 1));
            assertArrayEquals(data.oracle().solve(one.costs()), one.target().values());
        }
    }

    @Test
    void refusesWhatIsNoLaw() {
        assertRefused("items = 0", () -> new KnapsackValues(0, 1, 10, 1, 0.5, 3));
        assertRefused("dimensions = 0", () -> new KnapsackValues(1, 0, 10, 1, 0.5, 3));
        assertRefused("capacity = 0", () -> new KnapsackValues(1, 1, 0, 1, 0.5, 3));
        assertRefused("cities = 2", () -> new TourCosts(2, 1, 0.5, 3));
        assertRefused("cities = 100000", () -> new TourCosts(100_000, 1, 0.5, 3).draw(1, 1));
        assertRefused("noiseWidth = 2", () -> new TourCosts(4, 1, 2, 3));
        assertRefused("assets = 0", () -> new PortfolioReturns(0, 1, 1, 3));
        assertRefused("noiseLevel = 0", () -> new PortfolioReturns(3, 1, 0, 3));
        assertRefused("examples = 0", () -> new PortfolioReturns(3, 1, 1, 3).draw(0, 1));
    }

    private static void assertRefused(String start, Runnable call) {
        var refusal = assertThrows(InvalidArgumentException.class, call::run);
        String message = String.valueOf(refusal.getMessage());
        assertTrue(message.startsWith(start) && message.contains(". Maybe "), message);
    }

    private static double sum(double[] numbers) {
        return Arrays.stream(numbers).sum();
    }
}
