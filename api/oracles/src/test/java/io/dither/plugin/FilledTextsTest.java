package io.dither.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dither.error.InvalidArgumentException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.oracle.OracleRegistry;
import io.dither.oracle.Sense;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What strangers write into a table fills values of texts, and nothing else. */
class FilledTextsTest {
    private final List<String> seen = new ArrayList<>();

    private LinearOracle watched(Parameters parameters) {
        seen.add(parameters.text("text") + (parameters.has("file") ? " in " + parameters.text("file") : ""));
        return LinearOracle.of(1, Sense.MAXIMIZE, theta -> new double[] {1});
    }

    private final OracleRegistry oracles = new OracleRegistry(PluginCatalogue.discover()
            .with(List.of(OracleProvider.of(
                    "watched",
                    "says what it gets",
                    this::watched,
                    Parameter.of("text", Parameter.Type.TEXT, "any text"),
                    Parameter.of("file", Parameter.Type.FILE, "a file").optional()))));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A1",
                "A1,file=/etc/passwd",
                "(A1),file=(/etc/passwd)",
                "(A1)",
                "((A1))",
                " A1 ",
                "a=b",
                "{other}",
                "$1\\",
                "watched:text=1;watched:text=2",
                "",
                "=",
                "a\nb"
            })
    void aValueArrivesAsItWasGiven(String cell) {
        for (String template : List.of("watched:text={cell}", "product:of=(watched:text={cell};argmax:n=2)")) {
            oracles.create(oracles.filled(template, name -> cell));
        }
        assertEquals(List.of(cell, cell), seen);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A1),file=(/etc/passwd", ")", "(", "A1);watched:text=(B1", ")("})
    void parenthesesOfAValueBalance(String cell) {
        for (String template : List.of("watched:text={cell}", "product:of=(watched:text={cell};argmax:n=2)")) {
            String said = assertThrows(InvalidArgumentException.class, () -> oracles.filled(template, name -> cell))
                    .getMessage();
            assertEquals("the text form '" + cell + "': its parentheses do not balance", said.split("\\. Maybe")[0]);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{cell}", "{cell}:text=1", "watched:{cell}", "watched:{cell}=1,text=2", "product:of={cell}"})
    void onlyValuesAreFilled(String template) {
        assertThrows(
                InvalidArgumentException.class,
                () -> oracles.create(oracles.filled(template, name -> "watched:text=1")));
        assertEquals(List.of(), seen);
    }

    @Test
    void whoeverWritesTheTextMayLetAColumnNameAFile() {
        oracles.create(oracles.filled("watched:text=1,file=maps/{day}.csv", name -> "monday"));
        assertEquals(List.of("1 in maps/monday.csv"), seen);
        SortedSet<String> names = PluginSpec.namesInBraces("product:of=(watched:text={b},file={a};argmax:n={b})");
        assertEquals(new TreeSet<>(List.of("a", "b")), names);
    }
}
