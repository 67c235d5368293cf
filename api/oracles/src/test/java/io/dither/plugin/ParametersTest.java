package io.dither.plugin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ParametersTest {
    private static final OracleProvider PROVIDER = new StubProvider(
            "stub",
            List.of(
                    Parameter.of("n", Parameter.Type.INTEGER, "the dimension"),
                    Parameter.of("x", Parameter.Type.REAL, "a number").withDefault("0.5"),
                    Parameter.of("xs", Parameter.Type.REALS, "numbers").optional(),
                    Parameter.of("pair", Parameter.Type.REALS, "two numbers").withDefault("(1,2.5)"),
                    Parameter.of("on", Parameter.Type.FLAG, "a switch").withDefault("false"),
                    Parameter.of("file", Parameter.Type.FILE, "a file").optional(),
                    Parameter.choice("order", "the order", "up", "down"),
                    Parameter.of("of", OracleProvider.class, "oracles").optional()),
            parameters -> LinearOracle.of(1, theta -> theta));

    private static final PluginCatalogue INNER = PluginCatalogue.of(
            new StubProvider("three", List.of(), parameters -> LinearOracle.of(3, theta -> theta)),
            new StubProvider(
                    "any",
                    List.of(Parameter.of("n", Parameter.Type.INTEGER, "the dimension")),
                    parameters -> LinearOracle.of(parameters.integer("n", 1), theta -> theta)));

    private static Parameters of(String... pairs) {
        Map<String, String> arguments = new java.util.HashMap<>(Map.of("n", "5"));
        for (int i = 0; i < pairs.length; i += 2) {
            arguments.put(pairs[i], pairs[i + 1]);
        }
        return Parameters.of("oracle", PROVIDER, arguments, INNER, 1);
    }

    @Test
    void valuesHaveTheirTypes() {
        assertEquals(5, of().integer("n", 1));
        assertEquals(-0.25, of("x", " -2.5e-1 ").real("x"));
        assertArrayEquals(new double[] {1, -2.5}, of("xs", "1, -2.5").reals("xs"));
        assertArrayEquals(new double[0], of("xs", " ").reals("xs"));
        assertTrue(of("on", "true").flag("on"));
        assertEquals(Path.of("a", "b.csv"), of("file", "a/b.csv").file("file"));
        assertEquals("down", of("order", "down").text("order"));
        assertEquals(7, of("of", "any:n=7").create("of", OracleProvider.class).dimension());
        assertEquals(
                List.of(3, 4),
                of("of", "three; any:n=4").createAll("of", OracleProvider.class).stream()
                        .map(LinearOracle::dimension)
                        .toList());
    }

    @Test
    void defaultsStandIn() {
        assertEquals(0.5, of().real("x"));
        assertArrayEquals(new double[] {1, 2.5}, of().reals("pair"));
        assertFalse(of().flag("on"));
        assertEquals("up", of().text("order"));
        assertTrue(of().has("x"));
        assertFalse(of().has("xs"));
        assertTrue(of("xs", "1").has("xs"));
    }

    @Property(seed = "1")
    void numbersAreReadBack(@ForAll int n, @ForAll @Size(max = 5) double[] xs) {
        assertEquals(n, of("n", String.valueOf(n)).integer("n", Integer.MIN_VALUE));
        String text = String.join(
                ",", java.util.Arrays.stream(xs).mapToObj(Double::toString).toList());
        assertArrayEquals(xs, of("xs", text).reals("xs"));
    }

    @Test
    void wrongValuesAreNamed() {
        assertRefused(of("n", "five"), p -> p.integer("n", 1), "n = 'five'", "is not a whole number", "the dimension");
        assertRefused(of("n", "3000000000"), p -> p.integer("n", 1), "of at most 2147483647");
        assertRefused(of("n", "0"), p -> p.integer("n", 1), "n = '0' of oracle 'stub' is below 1");
        assertRefused(of("x", "abc"), p -> p.real("x"), "x = 'abc'", "is not a number");
        assertRefused(of("x", "NaN"), p -> p.real("x"), "is not finite");
        assertRefused(of("xs", "1,,2"), p -> p.reals("xs"), "xs = '1,,2'", "is not a number");
        assertRefused(of("on", "yes"), p -> p.flag("on"), "is neither true nor false");
        assertRefused(of("file", "a\0b"), p -> p.file("file"), "is not a path");
        assertRefused(of(), p -> p.text("xs"), "needs the parameter 'xs'");
    }

    private static void assertRefused(Parameters parameters, Function<Parameters, ?> getter, String... parts) {
        assertMessage(assertThrows(InvalidArgumentException.class, () -> getter.apply(parameters)), parts);
    }

    private static void assertMessage(Exception refused, String... parts) {
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.contains("Maybe "), message);
        for (String part : parts) {
            assertTrue(message.contains(part), message);
        }
    }

    @Test
    void unknownMissingAndForeignChoicesAreRefused() {
        assertMessage(
                assertThrows(InvalidArgumentException.class, () -> of("m", "5")),
                "oracle 'stub' has no parameter 'm'",
                "n (required, integer)",
                "xs (reals)");
        assertMessage(
                assertThrows(
                        InvalidArgumentException.class, () -> Parameters.of("oracle", PROVIDER, Map.of(), INNER, 1)),
                "oracle 'stub' needs the parameter 'n'");
        assertMessage(
                assertThrows(InvalidArgumentException.class, () -> of("order", "sideways")),
                "order = 'sideways'",
                "is not one of up, down");
    }

    @Test
    void aProviderMustDeclareWhatItReads() {
        assertThrows(IllegalStateException.class, () -> of().text("undeclared"));
    }
}
