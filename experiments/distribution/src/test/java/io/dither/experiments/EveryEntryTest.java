package io.dither.experiments;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.exact.ExactOptimizer;
import io.dither.exact.SoftPaths;
import io.dither.jgrapht.GridPath;
import io.dither.layer.Costs;
import io.dither.layer.Decision;
import io.dither.layer.Example;
import io.dither.layer.Input;
import io.dither.layer.NoiseKey;
import io.dither.layer.SmoothedOptimizer;
import io.dither.layer.Target;
import io.dither.learn.Learner;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.Features;
import io.dither.learn.model.LinearModel;
import io.dither.learn.model.Link;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.losses.FenchelYoungLoss;
import io.dither.losses.SimulatedMoments;
import io.dither.losses.SpoPlusLoss;
import io.dither.losses.TrueCostLoss;
import io.dither.methods.ImplicitMle;
import io.dither.methods.NegativeIdentity;
import io.dither.methods.SparseMap;
import io.dither.noise.Noise;
import io.dither.oracle.Domain;
import io.dither.oracle.InexactPolicy;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Vertex;
import io.dither.oracles.Oracles;
import io.dither.ortools.cpsat.CpSatSettings;
import io.dither.ortools.network.FlowNetwork;
import io.dither.ortools.program.LinearProgram;
import io.dither.ortools.program.LinearProgramBuilder;
import io.dither.ortools.program.OrToolsLp;
import io.dither.perturbed.DomainPolicy;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.perturbed.PerturbedOptimizerBuilder;
import io.dither.perturbed.Quantity;
import io.dither.perturbed.Query;
import io.dither.perturbed.Sampling;
import io.dither.perturbed.StoppingRule;
import io.dither.plugin.PluginSpec;
import io.dither.random.ExampleKey;
import io.dither.trees.BoostedModel;
import io.dither.trees.TreeSettings;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jgrapht.Graph;
import org.jgrapht.graph.SimpleDirectedGraph;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Public entries with arguments that may not be, one at a time: documented exceptions at once, or an answer that can be used.
 *
 * <p>It has caught null that came to light only in a later call (an input, an example, a loss), and combinators of an oracle without
 * coordinates.
 */
class EveryEntryTest {
    private static final PerturbedOptimizer LAYER =
            PerturbedOptimizer.builder(Oracles.ranking(3)).samples(4).threads(1).build();

    static final Map<Class<?>, Supplier<?>> USUAL = new HashMap<>();

    static {
        USUAL.put(int.class, () -> 3);
        USUAL.put(long.class, () -> 3L);
        USUAL.put(double.class, () -> 1.0);
        USUAL.put(boolean.class, () -> true);
        USUAL.put(String.class, () -> "ranking:n=3");
        USUAL.put(double[].class, () -> new double[] {1, 2, 3});
        USUAL.put(double[][].class, () -> new double[][] {{1, 2, 3}, {0, 1, 1}, {1, 0, 2}});
        USUAL.put(int[].class, () -> new int[] {0});
        USUAL.put(Sense.class, () -> Sense.MAXIMIZE);
        USUAL.put(LinearOracle.class, () -> Oracles.ranking(3));
        USUAL.put(Noise.class, Noise::gaussian);
        USUAL.put(Domain.class, Domain::everywhere);
        USUAL.put(Link.class, () -> Link.IDENTITY);
        USUAL.put(TreeSettings.class, () -> TreeSettings.USUAL);
        USUAL.put(CostModel.class, () -> SharedLinearModel.of("a", "b", "c"));
        USUAL.put(NoiseKey.class, () -> new NoiseKey(0, 0));
        USUAL.put(Input.class, () -> new Input(new double[] {1, 2, 3}, new NoiseKey(0, 0), Oracles.ranking(3)));
        USUAL.put(Decision.class, () -> Decision.of(0, 1, 2));
        USUAL.put(Costs.class, () -> Costs.of(1, 2, 3));
        USUAL.put(Target.class, () -> Decision.of(0, 1, 2));
        USUAL.put(Features.class, () -> Features.of(new double[] {1, 2, 3}, new double[] {0, 1, 1}));
        USUAL.put(
                LinearProgramBuilder.class,
                () -> LinearProgram.builder(Sense.MINIMIZE).variables(3, 0, 1));
        USUAL.put(
                LinearProgram.class,
                () -> LinearProgram.builder(Sense.MINIMIZE).variables(3, 0, 1).build());
        USUAL.put(
                PerturbedOptimizerBuilder.class,
                () -> PerturbedOptimizer.builder(Oracles.ranking(3)).samples(4));
        USUAL.put(PerturbedOptimizer.class, () -> LAYER);
        USUAL.put(SmoothedOptimizer.class, () -> LAYER);
        USUAL.put(Quantity.class, Quantity::jacobian);
        USUAL.put(Query.class, () -> LAYER.at(new double[] {1, 2, 3}));
        USUAL.put(ExecutorService.class, ForkJoinPool::commonPool);
        USUAL.put(DomainPolicy.class, () -> DomainPolicy.CLAMP);
        USUAL.put(Sampling.class, () -> Sampling.ANTITHETIC);
        USUAL.put(InexactPolicy.class, () -> InexactPolicy.FAIL);
        USUAL.put(StoppingRule.class, () -> StoppingRule.solutionStandardError(0.1));
        USUAL.put(Vertex.class, () -> new Vertex(3));
        USUAL.put(Graph.class, EveryEntryTest::graph);
        USUAL.put(Object.class, () -> "a");
        USUAL.put(FenchelYoungLoss.class, () -> new FenchelYoungLoss(LAYER));
    }

    private static Graph<String, Integer> graph() {
        Graph<String, Integer> graph = new SimpleDirectedGraph<>(null, null, true);
        List.of("a", "b", "c").forEach(graph::addVertex);
        graph.addEdge("a", "b", 0);
        graph.addEdge("b", "c", 1);
        graph.addEdge("a", "c", 2);
        return graph;
    }

    private static final List<Class<?>> ENTRIES = List.of(
            Oracles.class,
            Noise.class,
            Domain.class,
            InexactPolicy.class,
            LinearOracle.class,
            Vertex.class,
            Decision.class,
            Costs.class,
            Example.class,
            Input.class,
            PluginSpec.class,
            ExampleKey.class,
            PerturbedOptimizer.class,
            PerturbedOptimizerBuilder.class,
            Query.class,
            StoppingRule.class,
            ExactOptimizer.class,
            SparseMap.class,
            FenchelYoungLoss.class,
            SpoPlusLoss.class,
            SimulatedMoments.class,
            TrueCostLoss.class,
            ImplicitMle.class,
            NegativeIdentity.class,
            Learner.class,
            SharedLinearModel.class,
            LinearModel.class,
            BoostedModel.class,
            TreeSettings.class,
            Features.class,
            Observation.class,
            LinearProgram.class,
            LinearProgramBuilder.class,
            OrToolsLp.class,
            GridPath.class);

    private static final List<String> ORACLES = List.of(
            "jgrapht-grid-path:rows=2,cols=2",
            "jgrapht-grid-arcs:rows=2,cols=2",
            "jgrapht-spanning-tree:complete=3",
            "jgrapht-tour:cities=3",
            "jgrapht-matching:complete=4",
            "ortools-tour:n=3",
            "constrained:of=(assignment:n=2),zeros=(1)",
            "hypercube:n=3",
            "knapsack:weights=((3,4,5)),capacity=(6)",
            "points:of=((0,1,2);(-1,3,0.5))",
            "product:of=(argmax:n=3;top-k:n=4,k=3)",
            "degree-assignment:places=3,vehicles=2",
            "sign:n=3",
            "nearest-neighbours:n=3,k=2",
            "portfolio:covariance=((0.04,0.01,0);(0.01,0.09,-0.02);(0,-0.02,0.16)),variance=0.03");

    /** They look at nothing where there is nothing, or answer a question. */
    private static final Set<String> TAKE_NULL =
            Set.of("dot", "objective", "addTo", "isAvailable", "contributions", "withCosts");

    private static int tried;

    @AfterAll
    static void manyWereTried() {
        assertTrue(tried == 0 || tried > 1000, "only " + tried); // long tests alone try none
    }

    @TestFactory
    Stream<DynamicTest> entries() {
        return ENTRIES.stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getSimpleName(), () -> {
                    List<String> problems = new ArrayList<>();
                    List<Executable> all = new ArrayList<>(List.of(entry.getConstructors()));
                    all.addAll(List.of(entry.getMethods()));
                    all.sort(java.util.Comparator.comparing(Executable::toString));
                    for (Executable one : all) {
                        if (one.getDeclaringClass() == entry && isTried(one)) {
                            calls(one, problems);
                        }
                    }
                    assertEquals(List.of(), problems, String.join("\n", problems));
                }));
    }

    @TempDir
    Path folder = Path.of("");

    @Test
    void someCalls() throws Exception {
        assertTrue(calls(2) > 2000);
    }

    @Test
    @Tag("long")
    void aHundredThousandCalls() throws Exception {
        assertTrue(calls(60) > 100_000);
    }

    int calls(int rounds) throws Exception {
        EntryFuzz fuzz = new EntryFuzz(folder, USUAL);
        for (String spec : ORACLES) {
            LinearOracle oracle = OracleRegistry.discover().create(spec);
            PerturbedOptimizerBuilder layer = PerturbedOptimizer.builder(oracle).noise(Noise.gamma(2));
            fuzz.add(oracle, layer.samples(4).threads(1).build());
        }
        fuzz.add(
                FlowNetwork.builder().arc("a", "b", 2).arc("b", "c", 1).build(),
                CpSatSettings.PROOF,
                SoftPaths.of(OracleRegistry.discover().create(ORACLES.get(0)), 1));
        fuzz.run(rounds);
        System.out.println(fuzz);
        assertEquals(Map.of(), fuzz.problems, fuzz::toString);
        return fuzz.calls();
    }

    private static boolean isTried(Executable one) {
        boolean known = one instanceof Constructor
                || Modifier.isStatic(one.getModifiers())
                || USUAL.containsKey(one.getDeclaringClass());
        boolean usable = Arrays.stream(one.getParameterTypes())
                .allMatch(type -> (USUAL.containsKey(type) && type != Object.class) || type == List.class);
        boolean ofObject =
                Set.of("equals", "close", "wait", "hashCode", "toString").contains(one.getName());
        return known && usable && !ofObject && one.getParameterCount() > 0 && !one.isSynthetic();
    }

    private static void calls(Executable one, List<String> problems) {
        Parameter[] parameters = one.getParameters();
        for (int i = 0; i < parameters.length; i++) {
            for (@Nullable Object bad : bad(parameters[i].getType())) {
                @Nullable Object[] arguments = new Object[parameters.length];
                for (int j = 0; j < arguments.length; j++) {
                    arguments[j] = j == i ? bad : usual(parameters[j].getType());
                }
                boolean nullable = parameters[i].getAnnotatedType().isAnnotationPresent(Nullable.class);
                call(one, arguments, bad == null && !nullable, problems);
            }
        }
    }

    private static Object usual(Class<?> type) {
        return type == List.class ? List.of() : requireNonNull(USUAL.get(type)).get();
    }

    private static void call(Executable one, @Nullable Object[] arguments, boolean isNull, List<String> problems) {
        tried++;
        String text = one.getDeclaringClass().getSimpleName() + "." + one.getName() + shown(arguments);
        try {
            Object made = one instanceof Constructor<?> constructor
                    ? constructor.newInstance(arguments)
                    : ((Method) one).invoke(receiver(one), arguments);
            if (isNull && !TAKE_NULL.contains(one.getName())) {
                problems.add(text + " takes null");
            }
            if (made instanceof LinearOracle oracle) {
                used(oracle);
            }
        } catch (InvocationTargetException thrown) {
            Throwable cause = requireNonNull(thrown.getCause());
            boolean nothing = cause instanceof NullPointerException && (isNull || text.contains("[null"));
            boolean place = cause instanceof IndexOutOfBoundsException && !Modifier.isStatic(one.getModifiers());
            if (!isDocumented(cause) && !nothing && !place) {
                problems.add(text + ": " + cause + " at "
                        + Arrays.asList(cause.getStackTrace()).get(0));
            }
        } catch (ReflectiveOperationException | RuntimeException | Error other) {
            if (!isDocumented(other)) {
                problems.add(text + ": used: " + other + " at "
                        + Arrays.asList(other.getStackTrace()).get(0));
            }
        }
    }

    private static @Nullable Object receiver(Executable one) {
        return Modifier.isStatic(one.getModifiers())
                ? null
                : requireNonNull(USUAL.get(one.getDeclaringClass())).get();
    }

    private static void used(LinearOracle oracle) {
        assertTrue(oracle.dimension() > 0, oracle + " has dimension " + oracle.dimension());
        if (oracle.dimension() <= 64) {
            double[] theta = new double[oracle.dimension()];
            Vertex vertex = new Vertex(oracle.dimension());
            try (OracleSession session = oracle.openSession()) {
                session.solve(theta, vertex);
            }
        }
    }

    static boolean isDocumented(Throwable failure) {
        return failure instanceof InvalidArgumentException
                || failure instanceof DataException
                || failure instanceof OracleException;
    }

    static List<@Nullable Object> bad(Class<?> type) {
        if (type == int.class) {
            return List.of(Integer.MIN_VALUE, -1, 0, 1, Integer.MAX_VALUE);
        }
        if (type == long.class) {
            return List.of(Long.MIN_VALUE, -1L, 0L, Long.MAX_VALUE);
        }
        if (type == double.class) {
            return List.of(
                    Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e308, -1e308, 1e-308, 0.0, -1.0);
        }
        if (type.isPrimitive()) {
            return List.of();
        }
        List<@Nullable Object> bad = new ArrayList<>();
        bad.add(null);
        if (type == double[].class) {
            bad.addAll(List.of(new double[0], new double[2], new double[4], new double[] {1, Double.NaN, 3}));
            bad.addAll(List.of(new double[] {1, 2, Double.POSITIVE_INFINITY}, new double[] {1e308, 1e308, -1e308}));
            bad.addAll(List.of(new double[] {1e-308, 0, 1e-308}, new double[3], new double[] {-1, -2, -3}));
        } else if (type == double[][].class) {
            bad.addAll(List.of(new double[0][], new double[3][0], new double[3][], new double[3][3], new double[1][3]));
            bad.addAll(List.of(new double[][] {{1, 2, 3}, {1}, {1, 2, 3}}, new double[][] {{1, Double.NaN, 3}}));
            bad.add(new double[][] {{1e308, 1e308, 1e308}, {1e308, 1e308, 1e308}, {1e308, 1e308, -1e308}});
        } else if (type == int[].class) {
            bad.addAll(List.of(new int[0], new int[] {-1}, new int[] {Integer.MAX_VALUE}, new int[] {0, 0}));
            bad.addAll(List.of(new int[] {0, 1, 2}, new int[] {0, 1, 2, 3}));
        } else if (type == String.class) {
            bad.addAll(List.of("", " ", "no such name", "x".repeat(100_000), "\u0000", "(((", "a:b=", "=,=;"));
        } else if (type == List.class) {
            bad.addAll(List.of(List.of(), new ArrayList<>(bad)));
        } else if (type == LinearOracle.class) {
            bad.addAll(List.of(new Empty(0), new Empty(-1)));
        }
        return bad;
    }

    /** What says that it has no coordinates. */
    private record Empty(int dimension) implements LinearOracle {
        @Override
        public Sense sense() {
            return Sense.MAXIMIZE;
        }

        @Override
        public OracleSession openSession() {
            return (theta, vertex) -> vertex.clear();
        }
    }

    static String shown(@Nullable Object[] arguments) {
        StringBuilder text = new StringBuilder("(");
        for (@Nullable Object argument : arguments) {
            String one = argument != null && argument.getClass().isArray() ? array(argument) : String.valueOf(argument);
            text.append(text.length() > 1 ? ", " : "").append(one, 0, Math.min(60, one.length()));
        }
        return text.append(')').toString();
    }

    private static String array(Object array) {
        List<@Nullable Object> all = new ArrayList<>();
        for (int i = 0; i < Array.getLength(array); i++) {
            Object one = Array.get(array, i);
            all.add(one instanceof double[] row ? Arrays.toString(row) : one);
        }
        return all.toString();
    }
}
