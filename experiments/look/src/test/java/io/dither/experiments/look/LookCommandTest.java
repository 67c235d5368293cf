package io.dither.experiments.look;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.experiments.ExampleFiles;
import io.dither.experiments.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private static void requireAll(String text, String... parts) {
        List.of(parts).forEach(part -> assertTrue(text.contains(part), part + " is missing: " + text));
    }

    @Test
    void choicesAreLearntFromAsTheyWereLookedAt() throws IOException {
        new ExampleFiles(folder).choices();
        Outcome look = Outcome.of("look", at("choices.csv"), "--write", at("study.toml"));
        assertEquals(0, look.code(), look.err());
        requireAll(
                look.out(),
                "columns between commas, with decimal points",
                "layout long: 'day' repeats, and exactly one line of each value has chosen = 1",
                "The first lines as read:",
                "written to ");
        Outcome learnt = Outcome.of("learn", at("study.toml"), "--set", "noise=gumbel", "--set", "samples=2");
        assertEquals(0, learnt.code(), learnt.err());
        requireAll(learnt.out(), "price", "minutes");
        assertEquals(
                2,
                Outcome.of("look", at("choices.csv"), "--write", at("study.toml"))
                        .code());
    }

    @Test
    void aSheetWithSemicolonsAndWrongCellsIsDescribed() throws IOException {
        StringBuilder lines = new StringBuilder("example;rain;wind;note;choice\n");
        for (int i = 0; i < 40; i++) {
            lines.append("e%d;%d,%d;%s;%s;%s\n"
                    .formatted(
                            i,
                            i % 3,
                            i % 7,
                            i == 4 ? "calm" : i % 5,
                            i == 9 ? "" : "x" + i,
                            i % 2 == 0 ? "bus" : "car"));
        }
        lines.append("e40;1,0\n");
        Files.writeString(folder.resolve("days.csv"), lines);
        Outcome look = Outcome.of("look", at("days.csv"), "--write", at("days.toml"));
        assertEquals(0, look.code(), look.err());
        requireAll(
                look.out(),
                "columns between semicolons, with decimal commas",
                "column 'wind' has no number in line 6 ('calm')",
                "column 'note' is empty or missing in 1 line",
                "42",
                "'choice' has 2 values, the alternatives of the solver argmax");
        requireAll(
                Files.readString(folder.resolve("days.toml")),
                "alternatives = \"bus,car\"",
                "oracle = \"argmax:n=2\"",
                "decision = \"choice\"");
        assertEquals(3, Outcome.of("look", at("none.csv")).code());
    }

    @Test
    void aLongSheetHasAColumnOfExamples() throws IOException {
        StringBuilder lines = new StringBuilder("example,rain,choice\n");
        for (int i = 0; i < 10_010; i++) {
            lines.append("e%d,%d,%s\n".formatted(i, i % 3, i % 2 == 0 ? "bus" : "car"));
        }
        Files.writeString(folder.resolve("long.csv"), lines);
        Outcome look = Outcome.of("look", at("long.csv"));
        assertEquals(0, look.code(), look.err());
        requireAll(look.out(), "'example' names the examples");
    }

    @Test
    void tripsOnTheRoadsBesideThemAreLearntFrom() {
        assertEquals(
                0, Outcome.of("learn", "--write-example", folder.toString()).code());
        Outcome look = Outcome.of("look", at("trips.csv"), "--write", at("trips.toml"));
        requireAll(
                look.out(),
                "layout shared: decisions are paths",
                "'day' is the time",
                "if 'courier' names who decides, add person = \"courier\" to [persons]");
        Outcome printed = Outcome.of("learn", at("trips.toml"), "--print-study");
        assertEquals(0, printed.code(), printed.err());
        requireAll(printed.out(), "coordinates = ", "source={from},target={to}", "time = \"day\"");
    }

    @Test
    void aColumnNamedDIsAFeatureAndAnEmptyColumnIsLeftOut() throws IOException {
        Files.writeString(folder.resolve("d.csv"), "day,line,chosen,d,note\n1,a,1,3,\n1,b,0,4,\n2,a,0,1,\n2,b,1,7,\n");
        String look = Outcome.of("look", at("d.csv")).out();
        assertTrue(look.matches("(?s).*\nd +number +0 +4 +feature\n.*"), look);
        requireAll(look, "'note' is left out: 4 of its values are missing");
    }

    @Test
    void truthValuesWithBlanksInQuotationMarksAreText() throws IOException {
        Files.writeString(folder.resolve("t.csv"), "day,line,chosen\n1,a,\" yes\"\n1,b,no\n2,a,no\n2,b,\"yes \"\n");
        Outcome look = Outcome.of("look", at("t.csv"));
        assertEquals(0, look.code(), look.err());
        assertTrue(look.out().contains("chosen  text"), look.out());
    }
}
