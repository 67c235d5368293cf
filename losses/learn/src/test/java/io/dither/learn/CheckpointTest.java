package io.dither.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.DataException;
import io.dither.layer.Decision;
import io.dither.learn.evaluate.Evaluator;
import io.dither.learn.evaluate.StoppedException;
import io.dither.learn.internal.evaluate.BlockEvaluator;
import io.dither.learn.internal.evaluate.LocalEvaluator;
import io.dither.learn.model.Features;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.noise.Noise;
import io.dither.oracles.Oracles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
    private static final SimulatedRoads ROADS = new SimulatedRoads(6, 1);
    private static final List<Observation> TRIPS = ROADS.trips(60, Noise.gamma(3), 0.3, false, 1);

    @TempDir
    Path folder;

    private static Learner byLoss() {
        return Learner.of(SharedLinearModel.of(SimulatedRoads.NAMES)).samples(3);
    }

    private static Learner byMoments() {
        return byLoss().moments();
    }

    private static Learner byMiniBatches() {
        return byLoss().miniBatches(4, 16, 0.1);
    }

    private void goesOnWithTheSameBits(Supplier<Learner> learners) throws IOException {
        AtomicInteger whole = new AtomicInteger();
        Fitted wanted =
                learners.get().cancelledBy(() -> whole.incrementAndGet() < 0).fit(TRIPS);
        Path file = folder.resolve("fit");
        AtomicInteger asked = new AtomicInteger();
        Learner stopped = learners.get().checkpoint(file).cancelledBy(() -> asked.incrementAndGet() > 6);
        assertThrows(StoppedException.class, () -> stopped.fit(TRIPS));
        byte[] kept = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(kept, kept.length - 5)); // the last entry was written in part
        Fitted resumed = learners.get().checkpoint(file).fit(TRIPS);
        assertArrayEquals(wanted.parameters(), resumed.parameters());
        assertEquals(wanted.weights(), resumed.weights());
        assertEquals(wanted.evaluations(), resumed.evaluations());
        byte[] all = Files.readAllBytes(file);
        assertArrayEquals(kept, Arrays.copyOf(all, kept.length));
        assertTrue(all.length > kept.length);
    }

    @Test
    void aLossGoesOn() throws IOException {
        goesOnWithTheSameBits(CheckpointTest::byLoss);
    }

    @Test
    void momentsGoOn() throws IOException {
        goesOnWithTheSameBits(CheckpointTest::byMoments);
    }

    @Test
    void miniBatchesGoOn() throws IOException {
        goesOnWithTheSameBits(CheckpointTest::byMiniBatches);
    }

    @Test
    void whatIsKeptIsNotComputedAgain() {
        Path file = folder.resolve("fit");
        Fitted first = byLoss().checkpoint(file).withoutIntervals().fit(TRIPS);
        AtomicInteger computed = new AtomicInteger();
        SharedLinearModel model = SharedLinearModel.of(SimulatedRoads.NAMES);
        BlockEvaluator blocks = new BlockEvaluator(
                model, byLoss().job().criterionOn(TRIPS.get(0).oracle()), 0, TRIPS);
        blocks.use(model.standardisedBy(io.dither.layer.KeyedSum.total(blocks.featureSums())));
        Evaluator local = new LocalEvaluator(blocks, 1, () -> false, part -> {});
        Evaluator counting = new OwnSums(local, request -> {
            computed.incrementAndGet();
            return local.sums(request);
        });
        Fitted again = byLoss().checkpoint(file)
                .withoutIntervals()
                .fit(blocks.model(), TRIPS.get(0).oracle(), counting);
        assertArrayEquals(first.parameters(), again.parameters());
        assertTrue(first.evaluations() > 3);
        assertEquals(1, computed.get());
    }

    @Test
    void anotherFitIsRefusedAndNothingIsLost() throws IOException {
        Path file = folder.resolve("fit");
        byLoss().checkpoint(file).fit(TRIPS);
        byte[] kept = Files.readAllBytes(file);
        for (Learner other : List.of(byLoss().seed(1), byLoss().samples(4), byMoments())) {
            DataException refused = assertThrows(
                    DataException.class, () -> other.checkpoint(file).fit(TRIPS));
            assertTrue(String.valueOf(refused.getMessage()).contains("another fit"), refused.getMessage());
        }
        List<Observation> fewer = TRIPS.subList(0, 50);
        assertThrows(DataException.class, () -> byLoss().checkpoint(file).fit(fewer));
        assertArrayEquals(kept, Files.readAllBytes(file));
    }

    @Test
    void aFitOfFarFewerWeightsIsAnotherToo() {
        Path file = folder.resolve("fit");
        Learner.of(SharedLinearModel.of("one")).noise("gumbel").checkpoint(file).fit(choices(1));
        String[] many =
                java.util.stream.IntStream.range(0, 20).mapToObj(k -> "f" + k).toArray(String[]::new);
        Learner other = Learner.of(SharedLinearModel.of(many)).noise("gumbel").checkpoint(file);
        DataException refused = assertThrows(DataException.class, () -> other.fit(choices(20)));
        assertTrue(String.valueOf(refused.getMessage()).contains("another fit"), refused.getMessage());
    }

    private static List<Observation> choices(int features) {
        double[][] rows = new double[3][features];
        rows[0][0] = 1;
        rows[1][features - 1] = -2;
        return List.of(
                Observation.of("a", Features.of(rows), Oracles.argmax(3), Decision.of(new double[] {1, 0, 0})),
                Observation.of("b", Features.of(rows), Oracles.argmax(3), Decision.of(new double[] {0, 0, 1})));
    }

    @Test
    void aCheckpointThatCannotBeKeptIsSaid() {
        Path file = folder.resolve("none").resolve("fit");
        UncheckedIOException refused = assertThrows(
                UncheckedIOException.class, () -> byLoss().checkpoint(file).fit(TRIPS));
        assertEquals("cannot write " + file, refused.getMessage());
        assertTrue(String.valueOf(refused.getCause()).contains("there is no such folder"), refused.getCause() + "");
    }
}
