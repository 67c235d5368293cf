package io.dither.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginCatalogueTest {
    private static OracleProvider provider(String id, Function<Parameters, LinearOracle> factory) {
        return new StubProvider(id, List.of(), factory);
    }

    private static final OracleProvider ONE = provider("one", parameters -> LinearOracle.of(1, theta -> theta));

    @Test
    void providersAreListedById() {
        PluginCatalogue catalogue =
                PluginCatalogue.of(provider("zeta", ONE::create), ONE, provider("alpha", ONE::create));
        assertEquals(
                List.of("alpha", "one", "zeta"),
                catalogue.registrations(OracleProvider.class).stream()
                        .map(registration -> registration.provider().id())
                        .toList());
        assertSame(ONE, catalogue.find(OracleProvider.class, "one").provider());
        assertEquals(1, catalogue.create(OracleProvider.class, "one").dimension());
        assertEquals(List.of(), catalogue.problems(OracleProvider.class));
    }

    @Test
    void theClassPathOffersTheBuiltInOraclesWithoutProblems() {
        PluginCatalogue catalogue = PluginCatalogue.discover();
        assertEquals(List.of(), catalogue.problems(OracleProvider.class));
        assertEquals(
                List.of(
                        "affine",
                        "argmax",
                        "assignment",
                        "constrained",
                        "hypercube",
                        "knapsack",
                        "nearest-neighbours",
                        "negate",
                        "points",
                        "product",
                        "ranking",
                        "sign",
                        "top-k"),
                catalogue.registrations(OracleProvider.class).stream()
                        .map(registration -> registration.provider().id())
                        .toList());
    }

    @Test
    void aThreadWhoseClassLoaderKnowsNoneOrAnotherDitherFindsTheSame() throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        ClassLoader none = ClassLoader.getPlatformClassLoader();
        URL here = PluginCatalogue.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader another = new URLClassLoader(new URL[] {here}, none)) {
            for (ClassLoader foreign : Arrays.asList(none, another, null)) {
                thread.setContextClassLoader(foreign);
                PluginCatalogue catalogue = PluginCatalogue.discover();
                assertEquals(
                        "argmax",
                        catalogue
                                .find(OracleProvider.class, "argmax")
                                .provider()
                                .id());
                assertEquals(List.of(), catalogue.problems(OracleProvider.class));
            }
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** What an application has made may be as broken as what a stranger has. */
    record Failing(Error failure) implements OracleProvider {
        @Override
        public String id() {
            throw failure;
        }

        @Override
        public String description() {
            return "fails";
        }

        @Override
        public List<Parameter> parameters() {
            return List.of();
        }

        @Override
        public LinearOracle create(Parameters parameters) {
            throw failure;
        }
    }

    @Test
    void anErrorOfAProviderThatIsGivenIsAProblem() {
        PluginCatalogue catalogue = PluginCatalogue.of(new Failing(new AssertionError("bang")), ONE);
        assertEquals(1, catalogue.registrations(OracleProvider.class).size());
        assertEquals(
                "AssertionError: bang",
                catalogue.problems(OracleProvider.class).get(0).message());
    }

    @Test
    void anUnknownIdListsWhatExists() {
        PluginCatalogue catalogue = PluginCatalogue.of(ONE, provider("two", ONE::create));
        String message = String.valueOf(
                assertThrows(InvalidArgumentException.class, () -> catalogue.create(OracleProvider.class, "three:n=1"))
                        .getMessage());
        assertTrue(message.startsWith("there is no oracle 'three'; there are: one, two. Maybe "), message);
    }

    @Test
    void filesAreGivenOtherPlacesAlsoInsideOtherOracles() {
        Parameter file = Parameter.of("file", Parameter.Type.FILE, "a file").optional();
        PluginCatalogue catalogue =
                PluginCatalogue.discover().with(List.of(new StubProvider("one", List.of(file), ONE::create)));
        String text = "product:of=(negate:of=(one:file=a.csv);one;argmax:n={d})";
        assertEquals(
                "product:of=(negate:of=(one:file=(at,a.csv));one;argmax:n={d})",
                catalogue.withFiles(OracleProvider.class, text, name -> "at," + name));
        assertEquals(text, catalogue.withFiles(OracleProvider.class, text, name -> name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Two", "two words", "-two", "two-", "2"})
    void aMalformedIdIsAProblem(String id) {
        PluginCatalogue catalogue = PluginCatalogue.of(ONE, provider(id, ONE::create));
        assertEquals(1, catalogue.registrations(OracleProvider.class).size());
        assertTrue(catalogue.problems(OracleProvider.class).get(0).message().contains("malformed id '" + id + "'"));
    }

    @Test
    void refusalsOfAProviderComeThroughUnchanged() {
        for (RuntimeException refusal : List.of(
                new InvalidArgumentException("n = 7 is odd", "Maybe choose 8"),
                new DataException("graph.csv", 3, "no number"),
                new OracleException(OracleException.Code.INFEASIBLE, "the set is empty"))) {
            PluginCatalogue catalogue = PluginCatalogue.of(provider("refuses", parameters -> {
                throw refusal;
            }));
            assertSame(
                    refusal,
                    assertThrows(RuntimeException.class, () -> catalogue.create(OracleProvider.class, "refuses")));
        }
    }

    @Test
    void otherFailuresOfAProviderAreNamedAfterIt() {
        for (Throwable failure : List.of(
                new NoClassDefFoundError("lib/Missing"),
                new ArrayStoreException("7"),
                new AssertionError("bang"),
                new IOException("checked, in Kotlin"))) {
            PluginCatalogue catalogue = PluginCatalogue.of(provider("breaks", parameters -> {
                throw PluginCatalogueTest.<RuntimeException>unchecked(failure);
            }));
            OracleException failed =
                    assertThrows(OracleException.class, () -> catalogue.create(OracleProvider.class, "breaks"));
            assertEquals(OracleException.Code.FAILED, failed.code());
            assertSame(failure, failed.getCause());
            assertTrue(String.valueOf(failed.getMessage()).startsWith("the provider of 'breaks' in "));
        }
    }

    @Test
    void aLibraryThatIsMissingIsToldWithWhatToDo() {
        Throwable missing = new NoClassDefFoundError("org/solver/IntVar")
                .initCause(new ClassNotFoundException("org.solver.IntVar"));
        PluginCatalogue catalogue = PluginCatalogue.of(provider("breaks", parameters -> {
            throw PluginCatalogueTest.<RuntimeException>unchecked(missing);
        }));
        String message = String.valueOf(
                assertThrows(OracleException.class, () -> catalogue.create(OracleProvider.class, "breaks"))
                        .getMessage());
        assertTrue(message.contains("Maybe put the jar and all libraries that it needs into one folder"), message);
    }

    @Test
    void duplicateIdsAreRefusedNamingTheKindAndBothPlaces() {
        PluginCatalogue catalogue = PluginCatalogue.of(ONE, provider("one", ONE::create));
        String message = String.valueOf(
                assertThrows(InvalidArgumentException.class, () -> catalogue.create(OracleProvider.class, "one"))
                        .getMessage());
        assertTrue(message.startsWith("the oracle 'one' has 2 providers, so that none is used: "), message);
    }

    /** A kind of plugin that Dither does not know. */
    interface GreetingProvider extends Plugin {
        String greet(String name, Parameters parameters);
    }

    record Greeting(String id) implements GreetingProvider {
        @Override
        public String description() {
            return "greets";
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(Parameter.choice("end", "the last sign", "!", "."));
        }

        @Override
        public String greet(String name, Parameters parameters) {
            return "Hello " + name + parameters.text("end");
        }
    }

    @Test
    void aNewKindOfPluginNeedsNothingButItsType() {
        PluginCatalogue catalogue = PluginCatalogue.discover().with(List.of(new Greeting("hello"), ONE));
        assertEquals(
                "Hello you.",
                catalogue.create(
                        GreetingProvider.class,
                        PluginSpec.parse("hello:end=."),
                        (greeting, parameters) -> greeting.greet("you", parameters)));
        String message = String.valueOf(
                assertThrows(InvalidArgumentException.class, () -> catalogue.find(GreetingProvider.class, "one"))
                        .getMessage());
        assertTrue(message.startsWith("there is no greeting 'one'; there are: hello. Maybe "), message);
    }

    @Test
    void whatAnApplicationAddsStandsBesideTheRestAndTakesNoIdOfIt() {
        PluginCatalogue found = PluginCatalogue.discover();
        PluginCatalogue more = found.with(List.of(ONE));
        assertEquals(
                2, more.create(OracleProvider.class, "product:of=(one;one)").dimension());
        assertThrows(InvalidArgumentException.class, () -> found.find(OracleProvider.class, "one"));
        assertThrows(
                InvalidArgumentException.class,
                () -> found.with(List.of(provider("argmax", ONE::create))).find(OracleProvider.class, "argmax"));
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> T unchecked(Throwable failure) throws T {
        throw (T) failure;
    }
}
