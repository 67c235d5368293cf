package io.dither.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OracleRegistryTest {
    private static OracleProvider provider(String id, Function<Parameters, LinearOracle> factory) {
        return new StubProvider(id, List.of(), factory);
    }

    private static final OracleProvider ONE = provider("one", parameters -> LinearOracle.of(1, theta -> theta));

    @Test
    void providersAreListedById() {
        OracleRegistry registry = OracleRegistry.of(provider("zeta", ONE::create), ONE, provider("alpha", ONE::create));
        assertEquals(
                List.of("alpha", "one", "zeta"),
                registry.registrations().stream()
                        .map(registration -> registration.provider().id())
                        .toList());
        assertSame(ONE, registry.find("one").provider());
        assertEquals(1, registry.create("one").dimension());
        assertEquals(List.of(), registry.problems());
    }

    @Test
    void theClassPathOffersTheBuiltInOraclesWithoutProblems() {
        OracleRegistry registry = OracleRegistry.discover();
        assertEquals(List.of(), registry.problems());
        assertEquals(
                List.of(
                        "affine",
                        "argmax",
                        "assignment",
                        "fixed",
                        "hypercube",
                        "nearest-neighbours",
                        "negate",
                        "points",
                        "product",
                        "ranking",
                        "sign",
                        "top-k"),
                registry.registrations().stream()
                        .map(registration -> registration.provider().id())
                        .toList());
    }

    @Test
    void anUnknownIdListsWhatExists() {
        OracleRegistry registry = OracleRegistry.of(ONE, provider("two", ONE::create));
        String message = String.valueOf(assertThrows(InvalidArgumentException.class, () -> registry.create("three:n=1"))
                .getMessage());
        assertTrue(message.startsWith("there is no oracle 'three'; there are: one, two. Maybe "), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Two", "two words", "-two", "two-", "2"})
    void aMalformedIdIsAProblem(String id) {
        OracleRegistry registry = OracleRegistry.of(ONE, provider(id, ONE::create));
        assertEquals(1, registry.registrations().size());
        assertTrue(registry.problems().get(0).message().contains("malformed id '" + id + "'"));
    }

    @Test
    void refusalsOfAProviderComeThroughUnchanged() {
        for (RuntimeException refusal : List.of(
                new InvalidArgumentException("n = 7 is odd", "Maybe choose 8"),
                new DataException("graph.csv", 3, "no number"),
                new OracleException(OracleException.Code.INFEASIBLE, "the set is empty"))) {
            OracleRegistry registry = OracleRegistry.of(provider("refuses", parameters -> {
                throw refusal;
            }));
            assertSame(refusal, assertThrows(RuntimeException.class, () -> registry.create("refuses")));
        }
    }

    @Test
    void otherFailuresOfAProviderAreNamedAfterIt() {
        for (Throwable failure : List.of(new NoClassDefFoundError("lib/Missing"), new ArrayStoreException("7"))) {
            OracleRegistry registry = OracleRegistry.of(provider("breaks", parameters -> {
                throw OracleRegistryTest.<RuntimeException>unchecked(failure);
            }));
            OracleException failed = assertThrows(OracleException.class, () -> registry.create("breaks"));
            assertEquals(OracleException.Code.FAILED, failed.code());
            assertSame(failure, failed.getCause());
            assertTrue(String.valueOf(failed.getMessage()).contains("the provider of 'breaks' failed"));
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> T unchecked(Throwable failure) throws T {
        throw (T) failure;
    }
}
