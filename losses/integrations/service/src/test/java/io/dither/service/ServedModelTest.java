package io.dither.service;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.data.setup.RowPredictor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ServedModelTest {
    @TempDir
    Path folder;

    @TempDir
    Path other;

    @Test
    void filesThatArriveOneAfterAnotherAreServedAtTheEnd() throws IOException {
        DecisionServiceTest.save(folder, DecisionServiceTest.ROADS, 1);
        DecisionServiceTest.save(other, DecisionServiceTest.ROADS.replace("a,d,9", "a,d,8"), 2);
        List<String> log = new ArrayList<>();
        Path live = folder.resolve("model");
        Path next = other.resolve("model");
        try (ServedModel model = new ServedModel(live, RowPredictor::open, log::add)) {
            String before = decide(model);
            Files.copy(next.resolve("model.json"), live.resolve("model.json"), StandardCopyOption.REPLACE_EXISTING);
            assertEquals(before, decide(model));
            assertTrue(model.state().isStale());
            model.refreshOrRetry();
            assertTrue(model.state().isStale());
            try (var files = Files.list(next.resolve("files"))) {
                for (Path file : files.toList()) {
                    Files.copy(file, live.resolve("files").resolve(file.getFileName()));
                }
            }
            model.refreshOrRetry();
            assertEquals(new ServedModel.State(2, ""), model.state());
            assertNotEquals(before, decide(model));
        }
        assertEquals(2, log.size(), log.toString());
        assertTrue(log.get(0).startsWith("still serving generation 1: cannot read "), log.get(0));
        assertTrue(log.get(1).endsWith("generation 2"), log.get(1));
    }

    /** Requests that wait for a model open the file once, even if they saw two states of it. */
    @Test
    @Timeout(60)
    void waitingRequestsOpenTheNewestFileOnce() throws Exception {
        DecisionServiceTest.save(folder, DecisionServiceTest.ROADS, 1);
        Path file = folder.resolve("model").resolve("model.json");
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger openings = new AtomicInteger();
        Function<Path, RowPredictor> opener = path -> {
            if (openings.incrementAndGet() == 2) {
                assertDoesNotThrow(() -> release.await());
            }
            return RowPredictor.open(path);
        };
        try (ServedModel model = new ServedModel(folder.resolve("model"), opener, line -> {})) {
            List<Thread> requests = new ArrayList<>();
            for (Thread.State state : List.of(Thread.State.WAITING, Thread.State.BLOCKED, Thread.State.BLOCKED)) {
                if (requests.size() != 1) { // the first two requests see the same file
                    Files.setLastModifiedTime(file, FileTime.fromMillis(1000 * requests.size()));
                }
                Thread request = new Thread(() -> decide(model));
                requests.add(request);
                request.start();
                while (request.getState() != state) {
                    Thread.sleep(1);
                }
            }
            release.countDown();
            for (Thread request : requests) {
                request.join();
            }
            decide(model);
            assertEquals(new ServedModel.State(3, ""), model.state());
        }
        assertEquals(3, openings.get());
    }

    private static String decide(ServedModel model) {
        return model.use(one -> ""
                + one.decide(Map.of("example", "x", "from", "a", "to", "d"))
                        .forecast()
                        .best()
                        .cost());
    }
}
