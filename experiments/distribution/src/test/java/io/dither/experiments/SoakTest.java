package io.dither.experiments;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import io.dither.layer.Input;
import io.dither.layer.NoiseKey;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.perturbed.Estimate;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.perturbed.PerturbedOptimizerBuilder;
import io.dither.plugin.PluginSpec;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Every oracle under load for long: the same bits each round, and no memory, thread or file more. */
class SoakTest {
    private static final OracleRegistry REGISTRY = OracleRegistry.discover();

    private static final String NETWORK = "0,1,4\n0,2,3\n1,2,2\n1,3,3\n2,3,4\n2,4,2\n3,4,5\n";
    private static final String GRAPH = "source,target\n0,1\n0,2\n1,2\n1,3\n2,3\n2,4\n3,4\n";
    private static final String PROGRAM = String.join(
            "\n",
            "NAME LINES",
            "ROWS",
            " N cost",
            " L one",
            " G two",
            "COLUMNS",
            " x cost 1 one 1",
            " x two 2",
            " y cost 1 one 2",
            " y two 1",
            "RHS",
            " rhs one 9 two 4",
            "BOUNDS",
            " UP bnd x 6",
            " UP bnd y 6",
            "ENDATA",
            "");
    private static final String MODEL = IntStream.range(0, 4)
                    .mapToObj(i -> "variables { name: 'x" + i + "' domain: [0, 1] }\n")
                    .collect(Collectors.joining())
            + "constraints { linear { vars: [0, 1, 2, 3] coeffs: [1, 1, 1, 1] domain: [2, 3] } }\n";

    @TempDir
    Path folder = Path.of("");

    /** Examples of the largest batch, by oracle: slow ones get fewer, all about the same time. */
    private final Map<String, Integer> load = new LinkedHashMap<>();

    @BeforeEach
    void oracles() throws IOException {
        load.putAll(specs(folder));
    }

    /** {@return an oracle of each provider, and its share} */
    static Map<String, Integer> specs(Path folder) throws IOException {
        Map<String, Integer> load = new LinkedHashMap<>();
        String graph = "file=" + write(folder, "graph.csv", GRAPH) + ",format=csv";
        String network = write(folder, "network.csv", NETWORK);
        String program = write(folder, "program.mps", PROGRAM);
        String model = write(folder, "model.pbtxt", MODEL);
        for (String spec : List.of(
                "affine:of=(argmax:n=8),scale=2",
                "argmax:n=10",
                "assignment:n=8",
                "degree-assignment:places=6,vehicles=2",
                "constrained:of=(top-k:n=6,k=2),zeros=(1)",
                "hypercube:n=12",
                "jgrapht-grid-arcs:rows=5,cols=5",
                "jgrapht-grid-path:rows=5,cols=5",
                "jgrapht-longest-path:" + graph + ",source=0,target=4",
                "jgrapht-shortest-path:" + graph + ",source=0,target=4",
                "jgrapht-spanning-tree:complete=7",
                "knapsack:weights=((3,4,5,2,6,1,4)),capacity=(11)",
                "nearest-neighbours:n=12,k=3",
                "negate:of=(ranking:n=9)",
                "points:of=((0,1,2);(-1,3,0.5);(2,-2,2)),sense=minimize",
                "product:of=(argmax:n=3;top-k:n=4,k=3)",
                "ranking:n=10",
                "sign:n=10",
                "top-k:n=12,k=4")) {
            load.put(spec, 1_000);
        }
        for (String spec : List.of(
                "jgrapht-arborescence:" + graph + ",root=0",
                "jgrapht-matching:complete=6",
                "jgrapht-min-cut:" + graph + ",source=0,target=4,directed=true",
                "jgrapht-steiner-tree:" + graph + ",terminals=(0,3,4)",
                "jgrapht-tour:cities=6",
                "ortools-lp:file=" + program,
                "ortools-min-cost-flow:file=" + network + ",supplies=(0:3;4:-3)",
                "portfolio:covariance=((0.04,0.01,0);(0.01,0.09,-0.02);(0,-0.02,0.16)),variance=0.03")) {
            load.put(spec, 60);
        }
        load.put("blocks:of=(top-k:n=6,k=2),size=4", 60);
        for (String spec : List.of(
                "ortools-cp-sat:file=" + model,
                "ortools-mip:file=" + program,
                "ortools-routes:demands=(1,1,1),capacity=2,vehicles=2",
                "ortools-tour:n=4")) {
            load.put(spec, 2);
        }
        return load;
    }

    private static String write(Path folder, String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text, US_ASCII).toString();
    }

    private static String id(String spec) {
        return PluginSpec.parse(spec).id();
    }

    @Test
    void everyProviderIsLoaded() {
        assertEquals(
                REGISTRY.registrations().stream()
                        .map(registration -> registration.provider().id())
                        .collect(Collectors.toSet()),
                load.keySet().stream().map(SoakTest::id).collect(Collectors.toSet()));
    }

    private static PerturbedOptimizerBuilder layer(LinearOracle oracle) {
        return PerturbedOptimizer.builder(oracle)
                .noise(Noise.gamma(2))
                .epsilon(0.5)
                .samples(20)
                .seed(7);
    }

    /** Costs and scores of at least a half, which every oracle takes. */
    private static Input input(LinearOracle oracle, int example) {
        double[] theta = new double[oracle.dimension()];
        for (int i = 0; i < theta.length; i++) {
            theta[i] = 1.5 + Math.sin(31.0 * example + i);
        }
        return new Input(theta, new NoiseKey(0, example), oracle);
    }

    private static List<Input> inputs(LinearOracle oracle, int examples) {
        return IntStream.range(0, examples).mapToObj(k -> input(oracle, k)).toList();
    }

    /** What all means of a batch hash to. */
    private static long bits(List<Estimate> estimates) {
        long bits = 0;
        for (Estimate estimate : estimates) {
            bits = 31 * bits + Arrays.hashCode(estimate.mean());
        }
        return bits;
    }

    /** Batches that grow and shrink, by a layer that is closed at the end; adds what was solved to the count. */
    private static long round(LinearOracle oracle, int largest, long[] solved) {
        long bits = 0;
        try (PerturbedOptimizer layer = layer(oracle).threads(2).build()) {
            for (int part : new int[] {16, 4, 1, 2, 8, 1}) {
                int examples = Math.max(1, largest / part);
                List<Estimate> estimates = layer.batch(inputs(oracle, examples)).estimate();
                bits = 31 * bits + bits(estimates);
                solved[0] += estimates.stream().mapToLong(Estimate::samples).sum();
            }
        }
        return bits;
    }

    private Map<String, Long> round(Map<String, LinearOracle> oracles, long[] solved) {
        Map<String, Long> bits = new LinkedHashMap<>();
        oracles.forEach((spec, oracle) -> bits.put(spec, round(oracle, load.get(spec), solved)));
        return bits;
    }

    private record Footprint(long heap, long resident, int threads, long files) {
        static Footprint now() throws IOException {
            System.gc();
            UnixOperatingSystemMXBean system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            Runtime runtime = Runtime.getRuntime();
            return new Footprint(
                    runtime.totalMemory() - runtime.freeMemory(),
                    4096
                            * Long.parseLong(Files.readString(Path.of("/proc/self/statm"))
                                    .split(" ", -1)[1]),
                    ManagementFactory.getThreadMXBean().getThreadCount(),
                    system.getOpenFileDescriptorCount());
        }

        @Override
        public String toString() {
            return "heap " + heap / 1_000_000 + " MB, resident " + resident / 1_000_000 + " MB, " + threads
                    + " threads, " + files + " files";
        }
    }

    /** After a third of the rounds all is loaded, compiled and at its largest. */
    @Test
    @Tag("long")
    @EnabledOnOs(OS.LINUX)
    void tenMillionSolvesGrowNothing() throws IOException {
        Map<String, LinearOracle> oracles = new LinkedHashMap<>();
        load.keySet().forEach(spec -> oracles.put(spec, REGISTRY.create(spec)));
        long[] solved = new long[1];
        Map<String, Long> first = round(oracles, solved);
        long each = solved[0];
        Footprint settled = Footprint.now();
        while (solved[0] < 10_000_000) {
            assertEquals(first, round(oracles, solved));
            if (solved[0] <= 4 * each) {
                settled = Footprint.now();
            }
        }
        Footprint last = Footprint.now();
        String story = solved[0] + " solves; at " + 4 * each + ": " + settled + "; at the end: " + last;
        System.out.println(story);
        assertTrue(last.heap() - settled.heap() < 4_000_000, story);
        assertTrue(last.resident() - settled.resident() < 48_000_000, story);
        assertTrue(last.threads() <= settled.threads(), story);
        assertTrue(last.files() <= settled.files(), story);
    }

    /** Each with an oracle of its own, all at once on an executor of two threads, from which they are called as well. */
    @Test
    void layersThatShareAnExecutorDoNotWaitForEachOther() throws Exception {
        List<String> quick =
                load.keySet().stream().filter(spec -> load.get(spec) == 1_000).toList();
        ExecutorService shared = Executors.newFixedThreadPool(2);
        try {
            List<Future<Long>> answers = new ArrayList<>();
            List<Long> alone = new ArrayList<>();
            for (int k = 0; k < 24; k++) {
                LinearOracle oracle = REGISTRY.create(quick.get(k % quick.size()));
                alone.add(bits(layer(oracle).threads(1), oracle));
                answers.add(shared.submit(() -> bits(layer(oracle).executor(shared, 3), oracle)));
            }
            for (int k = 0; k < 24; k++) {
                assertEquals(alone.get(k), answers.get(k).get(), quick.get(k % quick.size()));
            }
        } finally {
            shared.shutdownNow();
        }
    }

    private static long bits(PerturbedOptimizerBuilder builder, LinearOracle oracle) {
        try (PerturbedOptimizer layer = builder.build()) {
            return bits(layer.batch(inputs(oracle, 9)).estimate());
        }
    }
}
