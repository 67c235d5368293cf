package io.dither.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.layer.KeyedSum;
import io.dither.learn.evaluate.Evaluator;
import io.dither.learn.evaluate.Sums;
import io.dither.learn.model.Features;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.oracles.Oracles;
import io.dither.plugin.PluginCatalogue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WorkloadTest {
    private static final LinearOracle ORACLE = Oracles.ranking(4);

    private static List<Observation> history(int count) {
        Random random = new Random(3);
        List<Observation> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double[] values = random.doubles(8, -1, 1).toArray();
            double[] ranks = {0, 1, 2, 3};
            all.add(Observation.of("example " + i, Features.of(values, 2), ORACLE, ranks));
        }
        return all;
    }

    @SuppressWarnings("unchecked") // it is what was written
    private static <T> T travelled(T object) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (T) in.readObject();
        }
    }

    @Test
    void partsOfAnySizeHaveTheBitsOfTheWhole() throws IOException, ClassNotFoundException {
        Learner learner = Learner.of(SharedLinearModel.of("a", "b")).samples(3).seed(5);
        List<Observation> sorted = history(600).stream()
                .sorted(Comparator.comparing(Observation::key, Long::compareUnsigned))
                .toList();
        PluginCatalogue catalogue = PluginCatalogue.discover();
        Workload raw = travelled(learner.workload(ORACLE));
        List<double[]> found = new ArrayList<>();
        for (int size : new int[] {600, 256, 7, 1}) {
            List<KeyedSum.Node> moments = new ArrayList<>();
            for (int from = 0; from < 600; from += size) {
                moments.addAll(raw.evaluatorOf(sorted.subList(from, Math.min(600, from + size)), catalogue)
                        .moments());
            }
            Workload ready = travelled(raw.standardisedBy(KeyedSum.total(moments), false));
            List<KeyedSum.Node> nodes = new ArrayList<>();
            Evaluator.Request request = new Evaluator.Request(new double[] {0.5, -0.25}, 1, 0, 3);
            for (int from = 0; from < 600; from += size) {
                try (PartEvaluator part =
                        ready.evaluatorOf(sorted.subList(from, Math.min(600, from + size)), catalogue)) {
                    nodes.addAll(part.sums(request));
                }
            }
            found.add(Sums.total(nodes, 2).orElseThrow().vector());
        }
        found.forEach(sums -> assertArrayEquals(found.get(0), sums));
    }

    @Test
    void anEmptyPartAddsNothing() {
        Workload workload = Learner.of(SharedLinearModel.of("a", "b")).workload(ORACLE);
        try (PartEvaluator part = workload.evaluatorOf(List.of(), PluginCatalogue.discover())) {
            Evaluator.Request request = new Evaluator.Request(new double[2], 1, 0, 1);
            assertEquals(List.of(), part.moments());
            assertEquals(List.of(), part.sums(request));
            assertEquals(0, part.gradients(request).size());
            assertEquals(0, part.clusters().length);
        }
    }

    @Test
    void whatCannotTravelIsRefused() {
        Learner learner = Learner.of(SharedLinearModel.of("a", "b"));
        refused("noise 'gamma'", learner.noise(Noise.gamma(3)));
        learner.noise(Noise.gumbel()).workload(ORACLE);
        learner.noise("gamma:shape=3").workload(ORACLE);
        refused("the loss", learner.loss((oracle, seed, threads) -> {
            throw new AssertionError();
        }));
        learner.loss("spo-plus").workload(ORACLE);
    }

    private static void refused(String start, Learner learner) {
        String message = String.valueOf(assertThrows(InvalidArgumentException.class, () -> learner.workload(ORACLE))
                .getMessage());
        assertTrue(message.contains(start) && message.contains("Maybe give it by its text"), message);
    }
}
