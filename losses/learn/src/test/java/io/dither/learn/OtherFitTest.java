package io.dither.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.DataException;
import io.dither.layer.Decision;
import io.dither.layer.EstimatingEquation;
import io.dither.layer.HistoryLossFactory;
import io.dither.layer.LossFactory;
import io.dither.learn.evaluate.StoppedException;
import io.dither.learn.model.Features;
import io.dither.learn.model.Link;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.losses.LikelihoodLoss;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.oracle.OracleSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fit that was stopped goes on with the same examples, oracles and settings alone, whichever of them a first step looks at. */
class OtherFitTest {
    private static final List<Observation> CHOICES = Choices.of(200, 3, 1, -1);

    private static final String ROADS = "a,b\nb,d\na,c\nc,d\nb,c\nd,a\n";

    @TempDir
    Path folder = Path.of("");

    private static Learner learner() {
        return Learner.of(SharedLinearModel.of("a", "b")).samples(2).withoutIntervals();
    }

    private static Learner byMiniBatches() {
        return learner().noise("gumbel").miniBatches(3, 32, 0.1);
    }

    private static Learner stoppingEarly() {
        return learner().noise("gumbel").earlyStopping(0.3);
    }

    private Path file() {
        return folder.resolve("fit");
    }

    /** Leaves the checkpoint of a fit that was stopped on its way. */
    private byte[] stopped(Learner learner, List<Observation> examples) throws IOException {
        AtomicInteger asked = new AtomicInteger();
        learner.checkpoint(file()).cancelledBy(() -> asked.incrementAndGet() > 3);
        assertThrows(StoppedException.class, () -> learner.fit(examples));
        learner.cancelledBy(() -> false);
        return Files.readAllBytes(file());
    }

    private String refused(byte[] kept, Learner learner, List<Observation> examples) throws IOException {
        Files.write(file(), kept);
        DataException refused = assertThrows(
                DataException.class, () -> learner.checkpoint(file()).fit(examples));
        assertArrayEquals(kept, Files.readAllBytes(file()));
        return String.valueOf(refused.getMessage());
    }

    private static List<Observation> with(List<Observation> examples, int which, Observation other) {
        List<Observation> changed = new ArrayList<>(examples);
        changed.set(which, other);
        return changed;
    }

    private static Observation with(Observation one, double[] y) {
        return new Observation(one.id(), one.features(), one.oracle(), Decision.of(y), one.attributes());
    }

    private static Observation otherwise(Observation one) {
        double[] y = new double[one.oracle().dimension()];
        y[one.target().values()[0] == 1 ? 1 : 0] = 1;
        return with(one, y);
    }

    private void refusesEachChangedDecision(Learner learner, int[] which) throws IOException {
        byte[] kept = stopped(learner, CHOICES);
        for (int i : which) {
            String message = refused(kept, learner, with(CHOICES, i, otherwise(CHOICES.get(i))));
            assertTrue(message.contains("of another fit: other examples. Maybe"), message);
        }
    }

    @Test
    void oneDecisionOfAnyMiniBatch() throws IOException {
        refusesEachChangedDecision(
                byMiniBatches(), IntStream.range(0, 20).map(i -> 10 * i).toArray());
    }

    @Test
    void oneDecisionOfThoseHeldOutToStopEarly() throws IOException {
        refusesEachChangedDecision(
                stoppingEarly(), IntStream.range(0, 10).map(i -> 20 * i).toArray());
    }

    @Test
    void featuresOfTheSameSumAndSquares() throws IOException {
        List<Observation> choices = new ArrayList<>(CHOICES);
        double[] before = {0, 4, 5};
        double[] after = {1, 2, 6};
        List<Observation> changed = new ArrayList<>(CHOICES);
        for (int i = 0; i < 3; i++) {
            choices.set(i, withValue(CHOICES.get(i), before[i]));
            changed.set(i, withValue(CHOICES.get(i), after[i]));
        }
        String message = refused(stopped(byMiniBatches(), choices), byMiniBatches(), changed);
        assertTrue(message.contains("other examples. Maybe"), message);
    }

    private static Observation withValue(Observation one, double value) {
        Features old = one.features();
        double[][] rows = new double[old.rows()][];
        for (int j = 0; j < rows.length; j++) {
            rows[j] = new double[] {j == 0 ? value : old.get(j, 0), old.get(j, 1)};
        }
        return withFeatures(one, Features.of(rows));
    }

    private static Observation withFeatures(Observation one, Features features) {
        return new Observation(one.id(), features, one.oracle(), one.target(), one.attributes());
    }

    /** One edge of the oracle's file leads elsewhere, beside all that was driven. */
    @Test
    void theFileOfTheOracle() throws IOException {
        Path roads = folder.resolve("roads.csv");
        Files.writeString(roads, ROADS);
        Learner learner = learner().miniBatches(3, 8, 0.1);
        byte[] kept = stopped(learner, trips(roads));
        Files.writeString(roads, "a,b\nb,d\na,c\nc,d\nb,c\nc,a\n");
        String message = refused(kept, learner, trips(roads));
        assertTrue(message.contains("other oracles. Maybe"), message);
    }

    private static List<Observation> trips(Path roads) {
        var oracle = OracleRegistry.discover()
                .create("jgrapht-shortest-path:file=" + roads + ",format=csv,source=a,target=d");
        Features features = Features.of(new double[][] {{1, 2}, {2, 1}, {2, 0}, {1, 1}, {1, 1}, {1, 0}});
        return IntStream.range(0, 30)
                .mapToObj(i -> Observation.of(
                        "trip " + i,
                        features,
                        oracle,
                        i % 3 == 0 ? new double[] {0, 0, 1, 1, 0, 0} : new double[] {1, 1, 0, 0, 0, 0}))
                .toList();
    }

    @Test
    void settingsModelNoiseAndWhatTheUserTellsOf() throws IOException {
        byte[] kept = stopped(learner().noise("gaussian").inputs(Map.of("extract", "of Monday")), CHOICES);
        Map<String, Learner> others = Map.of(
                "extract", learner().noise("gaussian").inputs(Map.of("extract", "of Tuesday")),
                "extract, settings", learner().noise(Noise.gumbel()),
                "extract, settings, cost model",
                        Learner.of(SharedLinearModel.of(List.of("a", "b"), Link.EXP))
                                .withoutIntervals());
        for (Map.Entry<String, Learner> other : others.entrySet()) {
            String message = refused(kept, other.getValue(), CHOICES);
            assertTrue(message.contains("of another fit: other " + other.getKey() + ". Maybe"), message);
        }
    }

    @Test
    void weightsClustersCostsOffsetsAndLengths() throws IOException {
        Learner learner = byMiniBatches();
        byte[] kept = stopped(learner, CHOICES);
        Observation one = CHOICES.get(7);
        double[] numbers = new double[one.features().rows()];
        for (Observation other : List.of(
                one.withWeight(2),
                one.withCluster("c6"),
                one.withCosts(numbers),
                withFeatures(one, one.features().withOffsets(numbers)),
                withFeatures(one, one.features().withLengths(numbers)))) {
            assertTrue(refused(kept, learner, with(CHOICES, 7, other)).contains("other examples. Maybe"));
        }
    }

    /** An oracle that nobody can look into but by the components of its record. */
    private record Capped(int dimension, double[] caps, Supplier<double[]> hidden, AtomicInteger solves)
            implements LinearOracle {
        @Override
        public OracleSession openSession() {
            return (theta, y) -> {
                y.clear();
                solves.incrementAndGet();
                y.add(theta[0] * caps[0] > theta[1] * caps[1] ? 0 : 1, 1);
            };
        }
    }

    private static List<Observation> capped(double cap) {
        LinearOracle oracle = new Capped(2, new double[] {1, cap}, () -> new double[0], new AtomicInteger());
        return IntStream.range(0, 30)
                .mapToObj(i ->
                        Observation.of("o" + i, Features.of(new double[] {i % 4, i % 5}, 1), oracle, i % 2, 1 - i % 2))
                .toList();
    }

    @Test
    void oraclesAreKnownByWhatTheirRecordsHold() throws IOException {
        Learner learner = Learner.of(SharedLinearModel.of("a")).miniBatches(2, 4, 0.1);
        byte[] kept = stopped(learner, capped(1));
        assertTrue(refused(kept, learner, capped(2)).contains("other oracles. Maybe"));
        Files.write(file(), kept);
        learner.fit(capped(1)); // another lambda, and a counter that has gone on
    }

    @Test
    void aFileThatIsNoCheckpointStaysAsItIs() throws IOException {
        byte[] thesis = "\\documentclass{article}".getBytes(StandardCharsets.UTF_8);
        assertTrue(refused(thesis, learner(), CHOICES).contains("not a checkpoint"));
        for (int size : new int[] {1, 7, 1000}) { // zeros are what a loss of power leaves
            Files.write(file(), new byte[size]);
            learner().checkpoint(file()).fit(CHOICES.subList(0, 30));
        }
    }

    @Test
    void theDigestIsThatOfTheFileAndOfTheExamplesInAnyOrder() throws IOException {
        byte[] kept = stopped(byMiniBatches(), CHOICES);
        List<Observation> reversed = new ArrayList<>(CHOICES);
        Collections.reverse(reversed);
        String digest = byMiniBatches().threads(2).digest(reversed);
        assertEquals(64, digest.length());
        assertTrue(new String(kept, StandardCharsets.ISO_8859_1).contains("fit " + digest + "\nexamples\t"));
    }

    /** A loss that looks at all decisions first. */
    private record Comparing(LossFactory inner) implements HistoryLossFactory {
        @Override
        public EstimatingEquation<?> on(LinearOracle oracle, long seed, int threads) {
            return inner.on(oracle, seed, threads);
        }

        @Override
        public LossFactory against(Map<LinearOracle, List<Decision>> decisions) {
            return inner;
        }

        @Override
        public <C extends LossFactory> Optional<C> as(Class<C> capability) {
            return capability.isInstance(this) ? Optional.of(capability.cast(this)) : inner.as(capability);
        }
    }

    @Test
    void theDigestIsThatOfTheFileForALossThatComparesToo() throws IOException {
        Learner learner = byMiniBatches().loss(new Comparing(new LikelihoodLoss.Factory(Noise.gumbel(), 1)));
        byte[] kept = stopped(learner, CHOICES);
        assertTrue(new String(kept, StandardCharsets.ISO_8859_1).contains("fit " + learner.digest(CHOICES) + "\n"));
    }

    @Test
    void theSameDataInAnotherOrderAreTheSame() throws IOException {
        byte[] kept = stopped(byMiniBatches(), CHOICES);
        List<Observation> reversed = new ArrayList<>(CHOICES);
        Collections.reverse(reversed);
        Files.write(file(), kept);
        assertEquals(
                byMiniBatches().fit(CHOICES).weights(),
                byMiniBatches().threads(2).checkpoint(file()).fit(reversed).weights());
    }
}
