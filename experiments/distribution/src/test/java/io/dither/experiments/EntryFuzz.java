package io.dither.experiments;

import io.dither.learn.evaluate.StoppedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Calls all public methods and constructors of all public types with {@link AnyArguments}, and judges what they throw.
 *
 * <p>Documented are the exceptions of the project, those that a method declares, a NullPointerException for null, an
 * IllegalStateException in our words, and an IndexOutOfBoundsException of those that take a place.
 */
final class EntryFuzz {
    private static final Path TYPES = Path.of("../../docs/public-types.txt");

    /** They are tests, of which there are as many as subclasses, or draw for tests of properties. */
    private static final Set<String> TESTS = Set.of(
            "io.dither.testing.OracleContractTests",
            "io.dither.testing.certification.GradientContractTests",
            "io.dither.testing.certification.NoiseContractTests");

    /** What is asked in the inner loops of solves, for places that the caller knows: one beyond the end is told as by a list. */
    private static final Set<String> PLACES = Set.of(
            "BlockNoise.fill",
            "Domain.lower",
            "Domain.upper",
            "EffectPullback.add",
            "EffectPullback.effect",
            "Estimated.errorOrZero",
            "ExampleGradients.get",
            "Features.dot",
            "Features.get",
            "Features.group",
            "Features.offset",
            "FlowNetwork.capacity",
            "FlowNetwork.head",
            "FlowNetwork.name",
            "FlowNetwork.node",
            "FlowNetwork.tail",
            "KeyedRandom.finishGaussian",
            "KeyedRandom.nextGaussians",
            "KeyedRandom.pause",
            "KeyedRandom.resume",
            "LaneSession.solveLanes",
            "LinearProgram.isInteger",
            "LinearProgram.lower",
            "LinearProgram.upper",
            "Move.addTo",
            "Move.change",
            "Move.coordinate",
            "Move.dot",
            "Network.coordinate",
            "Network.firstFrom",
            "Network.firstInto",
            "Network.head",
            "Network.into",
            "Network.isClosed",
            "Network.secondCoordinate",
            "Network.tail",
            "Noise.mean",
            "Pullback.add",
            "Pullback.of",
            "ScoredNoise.score",
            "Vertex.add",
            "Vertex.addTo",
            "Vertex.dot",
            "Vertex.index",
            "Vertex.value",
            "VertexLanes.constants",
            "VertexLanes.vertex",
            "Visits.name",
            "Visits.stop");

    /** They do or hold as much as they are asked to, so that they are not asked for 2^31 - 1. */
    private static final Set<String> COUNTS = Set.of(
            "Diagnosis.of",
            "Elasticities.of",
            "NoiseChecks.curvature",
            "NoiseChecks.stein",
            "NoiseLawChecks.require",
            "NoiseLawChecks.requireSamplerFollowsCdf",
            "OracleContract.thetas",
            "Vertex.Vertex",
            "VertexLanes.VertexLanes");

    /** What has not ended by then hangs. */
    private static final int LATE_SECONDS = 120;

    /** What is wrong, by what was called and where it failed: the arguments. */
    final Map<String, String> problems = new TreeMap<>();

    private final Map<String, Integer> ends = new TreeMap<>();
    private final List<Executable> entries;
    private final Set<Executable> unreached = new LinkedHashSet<>();
    private final AnyArguments arguments;
    private ExecutorService thread = newThread();

    EntryFuzz(Path folder, Map<Class<?>, Supplier<?>> usual) throws IOException {
        arguments = new AnyArguments(folder, usual);
        entries = Files.readAllLines(TYPES).stream()
                .filter(name -> TESTS.stream().noneMatch(name::startsWith))
                .<Executable>flatMap(EntryFuzz::entries)
                .distinct()
                .sorted(Comparator.comparing(Executable::toString))
                .toList();
        entries.forEach(entry -> entry.setAccessible(true));
    }

    private static Stream<? extends Executable> entries(String name) {
        try {
            Class<?> type = Class.forName(name);
            Stream<Constructor<?>> constructors =
                    Modifier.isAbstract(type.getModifiers()) ? Stream.of() : Stream.of(type.getConstructors());
            Stream<Method> methods = Stream.of(type.getMethods())
                    .filter(one -> one.getDeclaringClass().getName().startsWith("io.dither.")
                            && !one.isSynthetic()
                            && !(type.isEnum() && one.getName().equals("valueOf")));
            return Stream.concat(constructors, methods);
        } catch (ClassNotFoundException stale) {
            throw new AssertionError(stale);
        }
    }

    private static ExecutorService newThread() {
        return Executors.newSingleThreadExecutor(task -> {
            Thread made = new Thread(task, "entries");
            made.setDaemon(true);
            return made;
        });
    }

    /** Adds what no entry makes of the usual arguments. */
    void add(Object... objects) {
        Arrays.stream(objects).forEach(arguments::keep);
    }

    void run(int rounds) throws InterruptedException {
        for (int round = 0; round < rounds; round++) {
            for (Executable one : entries) {
                call(one);
            }
        }
        thread.shutdownNow();
    }

    int calls() {
        return ends.values().stream().mapToInt(Integer::intValue).sum();
    }

    private void call(Executable one) throws InterruptedException {
        arguments.start(!COUNTS.contains(name(one)));
        boolean isStatic = one instanceof Constructor || Modifier.isStatic(one.getModifiers());
        Object self = isStatic ? null : arguments.receiver(one.getDeclaringClass());
        if (self == null && !isStatic) {
            unreached.add(one);
            return;
        }
        unreached.remove(one);
        Type[] types = isGeneric(one) ? one.getGenericParameterTypes() : one.getParameterTypes();
        @Nullable Object[] given = new Object[one.getParameterCount()];
        for (int i = 0; i < given.length; i++) {
            boolean nullable = one.getAnnotatedParameterTypes()[i].isAnnotationPresent(Nullable.class);
            given[i] = arguments.draw(types.length == given.length ? types[i] : one.getParameterTypes()[i], nullable);
        }
        try {
            Object made = thread.submit(() -> invoke(one, self, given)).get(LATE_SECONDS, TimeUnit.SECONDS);
            count("answers");
            if (made != null && !arguments.drewNull()) {
                arguments.keep(made);
            }
        } catch (ExecutionException failure) {
            Throwable cause = failure.getCause();
            judge(one, self, given, cause instanceof InvocationTargetException target ? target.getCause() : cause);
        } catch (TimeoutException late) {
            count("! hangs");
            problems.put(name(one) + " hangs", shown(given));
            thread.shutdownNow();
            thread = newThread();
        }
    }

    private static @Nullable Object invoke(Executable one, @Nullable Object self, @Nullable Object[] given)
            throws ReflectiveOperationException {
        Object made = one instanceof Constructor<?> constructor
                ? constructor.newInstance(given)
                : ((Method) one).invoke(self, given);
        Objects.requireNonNullElse(made, "nothing").toString(); // which may fail as well
        return made;
    }

    private static String shown(@Nullable Object[] given) {
        try {
            return EveryEntryTest.shown(given);
        } catch (RuntimeException | Error unshown) {
            return "(" + unshown + ")";
        }
    }

    private void judge(Executable one, @Nullable Object self, @Nullable Object[] given, Throwable thrown) {
        String what = thrown.getClass().getSimpleName();
        if (thrown instanceof NullPointerException && arguments.drewNull()) {
            count("NullPointerException for null");
        } else if (isDocumented(one, self == null ? one.getDeclaringClass() : self.getClass(), thrown)) {
            count(what);
        } else {
            count("! " + what);
            String at = Arrays.stream(thrown.getStackTrace())
                    .filter(EntryFuzz::isOurs)
                    .findFirst()
                    .map(String::valueOf)
                    .orElse("?");
            problems.putIfAbsent(name(one) + " " + what + " at " + at, shown(given) + " " + thrown.getMessage());
        }
    }

    private static boolean isOurs(StackTraceElement frame) {
        return frame.getClassName().startsWith("io.dither.")
                && !frame.getClassName().startsWith("io.dither.experiments.");
    }

    private static boolean isDocumented(Executable one, Class<?> type, Throwable thrown) {
        if (thrown instanceof ClassCastException) { // losses take the target of an example without regard to its type
            return String.valueOf(thrown.getMessage())
                    .matches("class io.dither.layer.(Decision|Costs) cannot be cast to class io.dither.layer.*");
        } else if (thrown instanceof IllegalStateException) {
            return isOurs(thrown.getStackTrace()[0]) && thrown.getMessage() != null;
        } else if (thrown instanceof IndexOutOfBoundsException) {
            return PLACES.contains(name(one));
        } else if (thrown instanceof AssertionError) {
            return one.getDeclaringClass().getPackageName().startsWith("io.dither.testing");
        }
        return EveryEntryTest.isDocumented(thrown)
                || thrown instanceof UncheckedIOException
                || thrown instanceof StoppedException
                || Stream.of(one.getExceptionTypes()).anyMatch(declared -> declared.isInstance(thrown));
    }

    private static boolean isGeneric(Executable one) {
        return !Arrays.equals(one.getParameterTypes(), one.getGenericParameterTypes());
    }

    private static String name(Executable one) {
        String own = one.getDeclaringClass().getSimpleName();
        return own + "." + (one instanceof Constructor ? own : one.getName());
    }

    private void count(String end) {
        ends.merge(end, 1, Integer::sum);
    }

    @Override
    public String toString() {
        return entries.size() + " entries, " + unreached.size() + " of them without an object to be called on; "
                + calls()
                + " calls: " + ends
                + problems.entrySet().stream()
                        .map(one -> "\n" + one.getKey() + "\n  " + one.getValue())
                        .collect(Collectors.joining());
    }
}
