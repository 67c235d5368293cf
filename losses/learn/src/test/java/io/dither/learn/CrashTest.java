package io.dither.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.learn.evaluate.StoppedException;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.noise.Noise;
import io.dither.storage.faults.FaultyDisk;
import io.dither.storage.faults.KilledProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fit with a checkpoint that ends at any moment goes on to the same model, bit for bit. */
class CrashTest {
    private static final List<Observation> CHOICES = Choices.of(30, 3, 1, -0.5, 0.3);

    @TempDir
    Path folder = Path.of("");

    /** Fits, saves the model, and deletes the checkpoint. */
    private static void learn(Path place, List<Observation> observations) throws IOException {
        SavedModel.of(learner(place).fit(observations)).save(place.resolve("model"));
        Files.deleteIfExists(place.resolve("checkpoint"));
    }

    private static Learner learner(Path place) {
        return Learner.of(SharedLinearModel.of("a", "b", "c"))
                .noise("gumbel")
                .checkpoint(place.resolve("checkpoint"))
                .withoutIntervals();
    }

    private static String model(Path place) throws IOException {
        return Files.readString(place.resolve("model/model.json"));
    }

    private String whole() throws IOException {
        Path place = Files.createDirectory(folder.resolve("whole"));
        learn(place, CHOICES);
        return model(place);
    }

    @Test
    void aCrashAtAnyOperationGoesOnToTheSameModel() throws IOException {
        String wanted = whole();
        boolean ended = false;
        for (int operation = 1; !ended; operation++) {
            Path place = Files.createDirectory(folder.resolve("crash-" + operation));
            FaultyDisk disk = new FaultyDisk().crashAt(operation);
            try {
                learn(disk.path(place), CHOICES);
                ended = true;
                assertTrue(operation > 15, operation + " operations");
            } catch (FaultyDisk.Crash crash) {
                if (operation % 2 == 0) {
                    disk.losePower();
                }
                learn(place, CHOICES);
            }
            assertEquals(wanted, model(place), "crash at operation " + operation);
        }
    }

    @Test
    void aFullDiskKeepsTheCheckpointAndTheModelBefore() throws IOException {
        Path place = Files.createDirectory(folder.resolve("full"));
        learn(place, CHOICES.subList(0, 20));
        String before = model(place);
        String wanted = whole();
        boolean ended = false;
        for (int operation = 1; !ended; operation++) {
            FaultyDisk disk = new FaultyDisk().fullFrom(operation);
            try {
                learn(disk.path(place), CHOICES);
                ended = true;
            } catch (UncheckedIOException full) {
                assertTrue(String.valueOf(full.getMessage()).startsWith("cannot write " + place), full.getMessage());
                assertEquals(before, model(place));
            }
        }
        assertEquals(wanted, model(place));
    }

    @Test
    void zerosInThePlaceOfAnEntryAreAnEntryWrittenInPart() throws IOException {
        String wanted = whole();
        Path place = Files.createDirectory(folder.resolve("zeros"));
        AtomicInteger passes = new AtomicInteger();
        Learner stopped = learner(place).cancelledBy(() -> passes.incrementAndGet() > 4);
        assertThrows(StoppedException.class, () -> stopped.fit(CHOICES));
        byte[] kept = Files.readAllBytes(place.resolve("checkpoint"));
        Files.write(place.resolve("checkpoint"), Arrays.copyOf(kept, kept.length + 64));
        learn(place, CHOICES);
        assertEquals(wanted, model(place));
    }

    /** Ten fits, each of which is killed five times, at random moments of its passes. */
    @Test
    @Tag("long")
    void fiftyKillsGoOnToTheSameModel() throws Exception {
        Path whole = Files.createDirectory(folder.resolve("whole"));
        int passes = fit(whole).run();
        String wanted = model(whole);
        Random random = new Random(15);
        int kills = 0;
        for (int fit = 0; fit < 10; fit++) {
            Path place = Files.createDirectory(folder.resolve("fit-" + fit));
            for (int kill = 0; kill < 5; kill++) {
                kills += fit(place).killedAfter(1 + random.nextInt(passes), random.nextInt(5)) ? 1 : 0;
            }
            fit(place).run();
            assertEquals(wanted, model(place));
        }
        assertTrue(kills >= 40, kills + " kills");
    }

    private static KilledProgram fit(Path place) {
        return new KilledProgram(Fit.class, List.of(place.toString()));
    }

    /** A fit that prints a line a pass, for a process of its own. */
    static final class Fit {
        private Fit() {}

        public static void main(String[] args) throws IOException {
            Path place = Path.of(args[0]);
            SimulatedRoads roads = new SimulatedRoads(6, 1);
            Fitted fitted = Learner.of(SharedLinearModel.of(SimulatedRoads.NAMES))
                    .samples(3)
                    .checkpoint(place.resolve("checkpoint"))
                    .onProgress(step -> System.out.println("pass"))
                    .fit(roads.trips(120, Noise.gamma(3), 0.3, false, 1));
            SavedModel.of(fitted).save(place.resolve("model"));
        }
    }
}
