package io.dither.oracles;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.oracle.Domain;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import io.dither.oracles.internal.OwningSession;
import io.dither.random.KeyedRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class CombinatorTest {
    private static final LinearOracle POSITIVE = new RestrictedOracle(Oracles.argmax(3), Domain.nonnegative());

    @Provide
    Arbitrary<double[]> thetas() {
        return KnownOracles.thetas(3);
    }

    /** Powers of two, so that the bounds of the preimage are exact. */
    @Provide
    Arbitrary<double[]> factors() {
        return Arbitraries.of(-4.0, -1.0, -0.5, 0.5, 1.0, 2.0)
                .array(double[].class)
                .ofSize(3);
    }

    /** The combinator's domain is right if it and the inner oracle accept the same thetas. */
    private static void assertSameDomain(LinearOracle combined, double[] theta, double[] inner) {
        boolean accepted = POSITIVE.domain().firstOutside(inner) < 0;
        assertEquals(accepted, combined.domain().firstOutside(theta) < 0, () -> Arrays.toString(theta));
        if (accepted) {
            assertEquals(theta.length, combined.solve(theta).length);
        } else {
            OracleException outside = assertThrows(OracleException.class, () -> combined.solve(theta));
            assertEquals(OracleException.Code.INVALID_INPUT, outside.code());
        }
    }

    @Property(seed = "1")
    void theDomainOfAScaledOracleIsThePreimage(
            @ForAll("thetas") double[] theta, @ForAll("factors") double[] scale, @ForAll("thetas") double[] shift) {
        double[] image = new double[3];
        for (int i = 0; i < 3; i++) {
            image[i] = scale[i] * theta[i] + shift[i];
        }
        assertSameDomain(Oracles.affine(POSITIVE, scale, shift), theta, image);
    }

    @Property(seed = "2", tries = 1000)
    void theEdgeOfAScaledDomainIsInsideDespiteRounding(@ForAll long seed) {
        KeyedRandom random = new KeyedRandom(seed);
        double scale = 0.1 + random.nextExponential();
        double constant = 100 * random.nextGaussian();
        LinearOracle oracle =
                Oracles.affine(POSITIVE, new double[] {scale, -scale, 1}, new double[] {constant, constant, 0});
        double[] edge = {oracle.domain().lower(0), oracle.domain().upper(1), 0};
        assertEquals(1, Arrays.stream(oracle.solve(edge)).filter(y -> y != 0).count());
    }

    @Property(seed = "3")
    void theDomainOfANegationIsMirrored(@ForAll("thetas") double[] theta) {
        double[] mirrored = Arrays.stream(theta).map(x -> -x).toArray();
        assertSameDomain(Oracles.negate(POSITIVE), theta, mirrored);
    }

    @Property(seed = "4")
    void theDomainOfAProductIsTheProduct(@ForAll("thetas") double[] theta, @ForAll("thetas") double[] free) {
        double[] both = {free[0], free[1], theta[0], theta[1], theta[2]};
        assertSameDomain(Oracles.product(List.of(Oracles.sign(2), POSITIVE)), both, theta);
    }

    @Test
    void combinatorsOfOraclesThatAreRightEverywhereAreRightEverywhere() {
        LinearOracle sign = Oracles.sign(3);
        double[] ones = {1, 1, 1};
        for (LinearOracle oracle :
                List.of(Oracles.negate(sign), Oracles.product(List.of(sign, sign)), Oracles.affine(sign, ones, ones))) {
            assertTrue(oracle.domain().isEverywhere());
        }
    }

    @Test
    void promisesNeedEveryBlockAndReservationsOne() {
        LinearOracle heuristic = new RestrictedOracle(
                Oracles.argmax(2), Domain.everywhere(), Set.of(Trait.HEURISTIC, Trait.ZERO_ONE), new AtomicInteger());
        LinearOracle offset = Oracles.affine(Oracles.argmax(2), new double[] {1, 1}, new double[] {1, 0});
        assertEquals(
                Set.of(Trait.ZERO_ONE, Trait.CONSTANT_SUM),
                Oracles.product(List.of(Oracles.argmax(2), Oracles.topK(3, 2))).traits());
        assertEquals(
                Set.of(Trait.CONSTANT_SUM),
                Oracles.product(List.of(Oracles.argmax(2), Oracles.ranking(3))).traits());
        assertEquals(
                Set.of(Trait.ZERO_ONE, Trait.OFFSET, Trait.HEURISTIC),
                Oracles.product(List.of(heuristic, offset)).traits());
        assertEquals(Set.of(Trait.OFFSET, Trait.ZERO_ONE, Trait.CONSTANT_SUM), offset.traits());
        assertEquals(heuristic.traits(), Oracles.negate(heuristic).traits());
    }

    @Test
    void scalingKeepsTheTraitsThatSurviveIt() {
        LinearOracle argmax = Oracles.argmax(2);
        double[] none = {0, 0};
        assertEquals(
                argmax.traits(),
                Oracles.affine(argmax, new double[] {1, 1}, none).traits());
        assertEquals(
                Set.of(Trait.CONSTANT_SUM),
                Oracles.affine(argmax, new double[] {2, 2}, none).traits());
        assertEquals(Set.of(), Oracles.affine(argmax, new double[] {1, 2}, none).traits());
    }

    @Test
    void sensesAreTurnedByNegateAlone() {
        LinearOracle nearest = Oracles.nearestNeighbours(3, 1);
        double[] ones = {1, 1, 1};
        assertEquals(Sense.MAXIMIZE, Oracles.negate(nearest).sense());
        assertEquals(Sense.MINIMIZE, Oracles.product(List.of(nearest, nearest)).sense());
        assertEquals(Sense.MINIMIZE, Oracles.affine(nearest, ones, ones).sense());
    }

    @Test
    void argumentsAreCopied() {
        double[] scale = {1, 1, 1};
        double[] shift = {0, 5, 0};
        LinearOracle oracle = Oracles.affine(Oracles.argmax(3), scale, shift);
        scale[1] = -9;
        shift[1] = 0;
        assertArrayEquals(new double[] {0, 1, 0}, oracle.solve(new double[3]));
    }

    @Test
    void closingClosesTheInnerSessionsOnceAndEndsSolving() {
        AtomicInteger open = new AtomicInteger();
        LinearOracle counted = new RestrictedOracle(Oracles.ranking(2), Domain.everywhere(), Set.of(), open);
        double[] ones = {1, 1};
        for (LinearOracle oracle : List.of(
                Oracles.negate(counted),
                Oracles.product(List.of(counted, counted)),
                Oracles.affine(counted, ones, ones))) {
            OracleSession session = oracle.openSession();
            assertTrue(open.get() > 0);
            session.close();
            session.close();
            assertEquals(0, open.get());
            OracleException closed = assertThrows(
                    OracleException.class,
                    () -> session.solve(new double[oracle.dimension()], new Vertex(oracle.dimension())));
            assertEquals(OracleException.Code.CLOSED, closed.code());
        }
    }

    @Test
    void aProductThatCannotOpenClosesWhatItOpened() {
        AtomicInteger open = new AtomicInteger();
        LinearOracle counted = new RestrictedOracle(Oracles.sign(2), Domain.everywhere(), Set.of(), open);
        LinearOracle broken = new LinearOracle() {
            @Override
            public int dimension() {
                return 1;
            }

            @Override
            public OracleSession openSession() {
                throw new OracleException(OracleException.Code.NATIVE_MISSING, "no library");
            }
        };
        LinearOracle product = Oracles.product(List.of(counted, counted, broken));
        assertThrows(OracleException.class, product::openSession);
        assertEquals(0, open.get());
    }

    @Test
    void everySessionIsClosedAlsoWhereOneFails() {
        AtomicInteger closed = new AtomicInteger();
        for (Throwable thrown : List.of(new IllegalStateException("torn"), new StackOverflowError("deep"))) {
            OracleSession failing = new FailingClose(closed, thrown);
            OracleSession other = new FailingClose(closed, new IllegalStateException("another"));
            OracleSession session = new OwningSession((theta, vertex) -> {}, failing, other, failing);
            closed.set(0);
            assertEquals(thrown, assertThrows(thrown.getClass(), session::close));
            assertEquals(3, closed.get());
            assertEquals(1, thrown.getSuppressed().length);
            session.close();
            assertEquals(3, closed.get());
        }
    }

    private record FailingClose(AtomicInteger closed, Throwable thrown) implements OracleSession {
        @Override
        public void solve(double[] theta, Vertex vertex) {
            throw new AssertionError("never asked");
        }

        @Override
        public void close() {
            closed.incrementAndGet();
            if (thrown instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) thrown;
        }
    }

    @Test
    void sessionsOfSimpleSetsRefuseAfterTheyWereClosed() {
        for (LinearOracle oracle : List.of(
                Oracles.sign(2), Oracles.hypercube(2), Oracles.points(Sense.MAXIMIZE, List.of(new double[] {1, 0})))) {
            OracleSession session = oracle.openSession();
            session.solve(new double[2], new Vertex(2));
            session.close();
            OracleException closed =
                    assertThrows(OracleException.class, () -> session.solve(new double[2], new Vertex(2)));
            assertEquals(OracleException.Code.CLOSED, closed.code());
        }
    }

    @Test
    void badArgumentsAreRefused() {
        LinearOracle sign = Oracles.sign(2);
        assertRefused("has no blocks", () -> Oracles.product(List.of()));
        assertRefused(
                "Maybe negate one of them with negate",
                () -> Oracles.product(List.of(sign, Oracles.nearestNeighbours(2, 1))));
        assertRefused("scale has length 1, not 2", () -> Oracles.affine(sign, new double[1], new double[2]));
        assertRefused("shift[1] = NaN", () -> Oracles.affine(sign, new double[2], new double[] {0, Double.NaN}));
        assertRefused(
                "shift[0] = -1.0 with scale 0 is outside",
                () -> Oracles.affine(POSITIVE, new double[3], new double[] {-1, 0, 0}));
    }

    private static void assertRefused(String part, Executable action) {
        String message = String.valueOf(
                assertThrows(InvalidArgumentException.class, action).getMessage());
        assertTrue(message.contains(part), message);
        assertTrue(message.contains(". Maybe "), message);
        assertFalse(message.contains("null"), message);
    }

    @Test
    void aProductAsksEachBlockForItsTraitsOnce() {
        AtomicInteger asked = new AtomicInteger();
        LinearOracle nested = new LinearOracle() {
            @Override
            public int dimension() {
                return 1;
            }

            @Override
            public Set<Trait> traits() {
                asked.incrementAndGet();
                return Set.of(Trait.ZERO_ONE);
            }

            @Override
            public OracleSession openSession() {
                return (theta, vertex) -> vertex.clear();
            }
        };
        for (int depth = 0; depth < 30; depth++) {
            nested = Oracles.product(List.of(nested));
        }
        assertEquals(Set.of(Trait.ZERO_ONE), nested.traits());
        assertEquals(1, asked.get());
    }
}
