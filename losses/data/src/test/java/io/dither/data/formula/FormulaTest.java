package io.dither.data.formula;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormulaTest {
    private static List<String> names(String formula, String... modes) {
        Formula parsed = Formula.parse(formula);
        Levels levels = new Levels(parsed);
        for (String mode : modes) {
            levels.add(new Line(Map.of("mode", mode, "x", "1")), Set.of("mode"));
        }
        return new Design(parsed, levels.byCategory(), Set.of()).names();
    }

    @Test
    void aCategoryIsMeasuredAgainstAReference() {
        assertEquals(List.of("mode=SM", "mode=TRAIN"), names("C(mode)", "SM", "TRAIN", "CAR"));
        for (String text :
                List.of("C(mode, ref=SM)", "C( mode , ref = 'SM' )", "C(mode; ref=\"SM\")", "C(mode,ref=`SM`)")) {
            assertEquals(List.of("mode=CAR", "mode=TRAIN"), names(text, "SM", "TRAIN", "CAR"));
            assertEquals(List.of("C(mode, ref=SM)"), Formula.parse(text).texts());
            assertEquals(List.of("x", "x:mode=CAR"), names("x, x:" + text, "SM", "CAR"));
        }
        for (String text : List.of("C(mode, ref=`a, b`)", "C(mode, ref=`'SM'`)")) {
            assertEquals(List.of(text), Formula.parse(text).texts());
        }
        assertEquals(List.of("mode=FALSE"), names("C(mode, ref=true)", "TRUE", "FALSE"));
        Formula formula = Formula.parse("C(mode, ref=SM)");
        Levels levels = new Levels(formula);
        List.of("CAR", "SM", "TRAIN").forEach(mode -> levels.add(new Line(Map.of("mode", mode)), Set.of("mode")));
        Design design = new Design(formula, levels.byCategory(), Set.of());
        assertArrayEquals(new double[] {0, 0}, design.features(new Line(Map.of("mode", "SM"))));
        assertArrayEquals(new double[] {0, 1}, design.features(new Line(Map.of("mode", "TRAIN"))));
    }

    @Test
    void aReferenceThatIsNoLevelIsRefused() {
        assertEquals(
                "--features: the reference level 'BUS' of 'C(mode, ref=BUS)' occurs in no row; the rows have CAR, SM. Maybe choose another"
                        + " level.",
                assertThrows(InvalidArgumentException.class, () -> names("C(mode, ref=BUS)", "SM", "CAR"))
                        .getMessage());
        assertEquals(
                "--features: 'C(mode; SM)' at 7: C(...) has a column and, optionally, its reference level. Maybe write C(mode,"
                        + " ref=SM).",
                assertThrows(InvalidArgumentException.class, () -> Formula.parse("C(mode; SM)"))
                        .getMessage());
        assertThrows(InvalidArgumentException.class, () -> Formula.parse("C(mode, ref=SM), x:C(mode, ref=CAR)"));
        assertThrows(InvalidArgumentException.class, () -> Formula.parse("C(mode, ref=)"));
    }

    @Test
    void manyTermsAreReadInOnePass() {
        StringBuilder text = new StringBuilder("x0");
        for (int i = 1; i < 20_000; i++) {
            text.append(", x").append(i);
        }
        Formula formula = assertTimeout(Duration.ofSeconds(5), () -> Formula.parse(text.toString()));
        assertEquals(20_000, new Design(formula, Map.of(), Set.of()).names().size());
    }

    /** A row of texts. */
    private record Line(Map<String, String> cells) implements Cells {
        @Override
        public double number(String column) {
            return Double.parseDouble(text(column));
        }

        @Override
        public String text(String column) {
            return String.valueOf(cells.get(column));
        }

        @Override
        public RuntimeException problem(String problem) {
            return new IllegalStateException(problem);
        }
    }

    private static Line row(String... cells) {
        return new Line(Map.of(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5]));
    }

    private static final List<Line> ROWS = List.of(
            row("x", "-2", "y", "3", "road", "B"),
            row("x", "0", "y", "5", "road", "A"),
            row("x", "7", "y", "0.5", "road", "C"),
            row("x", "12", "y", "2", "road", "A"));

    private static Design design(String text, Set<String> ofExamples) {
        Formula formula = Formula.parse(text);
        Levels levels = new Levels(formula);
        ROWS.forEach(row -> levels.add(row, formula.columns()));
        return new Design(formula, levels.byCategory(), ofExamples);
    }

    private static Design design(String text) {
        return design(text, Set.of());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "x, y|x, y",
                "\" x+ y \"|x, y",
                "y*x|y, x, y:x",
                "x*y*road|x, y, road, x:y, x:road, y:road, x:y:road",
                "(x, y):road|x:road, y:road",
                "x, x*y|x, y, x:y",
                "log( sqrt(x) )|log(sqrt(x))",
                "bin(x;0,5,1e1):y|bin(x; 0, 5, 10):y",
                "bin(log(x); -0.5)|bin(log(x); -0.5)",
                "C(road type), a-b/c|C(road type), a-b/c",
                "`a,b`, log(`f(x)`)|`a,b`, log(`f(x)`)",
                "`x`|x",
                "``|"
            })
    void aFormulaIsReadAndWritten(String text, String written) {
        if (written == null) {
            assertThrows(InvalidArgumentException.class, () -> Formula.parse(text));
        } else {
            assertEquals(written, Formula.parse(text).toString());
        }
    }

    @Test
    void aBlankTextHasNoTerms() {
        assertEquals(List.of(), Formula.parse(" ").texts());
        assertEquals(Set.of(), Formula.parse("").columns());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "log(km|7|a parenthesis is missing",
                "log(km))|8|there is a closing parenthesis too many",
                "a, foo(b)|4|'foo' is not a function",
                "a, b, a|7|'a' is there twice",
                "a:b, b:a|6|'b:a' is there twice",
                "a,,b|3|a name is missing",
                "a:|3|a name is missing",
                "a:a|4|'a' is multiplied by itself. Maybe write square(a)",
                "C(a):C(a)|10|'C(a)' is multiplied by itself. Maybe write it once",
                "bin(a)|6|the edges of bins are missing",
                "bin(a; 0, x)|11|'x' is not a number above the edge before",
                "bin(a; 1, 1)|11|'1' is not a number above the edge before",
                "bin(a; NaN)|8|'NaN' is not a number",
                "log(C(a))|5|'C(a)' cannot be in log(...)",
                "C(log(a))|3|'log(a)' cannot be in C(...)",
                "`a|1|a closing ` is missing",
                "a; b|2|';' has no meaning here",
                "`a`b|4|'b' has no meaning here"
            })
    void whatIsNoFormulaIsToldWithItsPlace(String text, int at, String problem) {
        String said = String.valueOf(assertThrows(InvalidArgumentException.class, () -> Formula.parse(text))
                .getMessage());
        assertTrue(said.startsWith("--features: '" + text + "' at " + at + ": " + problem), said);
    }

    @Test
    void largeFormulasEndInAMessage() {
        assertThrows(InvalidArgumentException.class, () -> Formula.parse("(".repeat(100_000) + "a"));
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            names.add("x" + i);
        }
        assertThrows(InvalidArgumentException.class, () -> Formula.parse(String.join("*", names)));
    }

    @Test
    void functionsAndProductsAreThoseOfTheNumbers() {
        Design design = design("x, square(x), abs(x), exp(x), log(y), log1p(y), sqrt(y), x:y, x:square(y)");
        assertEquals(
                List.of("x", "square(x)", "abs(x)", "exp(x)", "log(y)", "log1p(y)", "sqrt(y)", "x:y", "x:square(y)"),
                design.names());
        assertArrayEquals(
                new double[] {-2, 4, 2, Math.exp(-2), Math.log(3), Math.log1p(3), Math.sqrt(3), -6, -18},
                design.features(ROWS.get(0)));
    }

    @Test
    void categoriesHaveAColumnForEachLevelButTheFirst() {
        Design design = design("C(road), y");
        assertEquals(List.of("road=B", "road=C", "y"), design.names());
        assertArrayEquals(new double[] {1, 0, 3}, design.features(ROWS.get(0)));
        assertArrayEquals(new double[] {0, 0, 5}, design.features(ROWS.get(1)));
        String said = String.valueOf(
                assertThrows(IllegalStateException.class, () -> design.features(row("x", "1", "y", "1", "road", "D")))
                        .getMessage());
        assertEquals("column 'road' holds 'D', but the model was learnt on A, B, C. Maybe it is misspelt", said);
    }

    @ParameterizedTest
    @CsvSource({"8, 10, 8.0", "8.0, 10, 08", "FALSE, TRUE, 0", "0, 1, no"})
    void levelsThatAreNumbersAreComparedAsNumbers(String first, String second, String spelling) {
        Design design = new Design(Formula.parse("x:C(road)"), Map.of("road", List.of(first, second)), Set.of());
        assertArrayEquals(new double[] {3, 0}, design.features(row("x", "3", "y", "1", "road", spelling)));
        assertThrows(IllegalStateException.class, () -> design.features(row("x", "3", "y", "1", "road", "9")));
    }

    @Test
    void binsHoldTheirLeftEdgeAndThoseWithoutRowsAreLeftOut() {
        Design design = design("bin(x; -5, 0, 5, 10, 20)");
        assertEquals(List.of("x in [0, 5)", "x in [5, 10)", "x in [10, 20)"), design.names(), "but [-5, 0)");
        assertArrayEquals(new double[] {0, 0, 0}, design.features(ROWS.get(0)));
        assertArrayEquals(new double[] {1, 0, 0}, design.features(ROWS.get(1)));
        assertArrayEquals(new double[] {0, 0, 1}, design.features(ROWS.get(3)));
        assertEquals(List.of("x >= 5"), design("bin(x; 5)").names());
        assertThrows(IllegalStateException.class, () -> design.features(row("x", "20", "y", "1", "road", "A")));
    }

    @Test
    void aProductHasTheFirstLevelIfNothingElseHasIt() {
        assertEquals(
                List.of("y:road=A", "y:road=B", "y:road=C"), design("y:C(road)").names());
        assertEquals(
                List.of("y", "y:road=B", "y:road=C"), design("y, y:C(road)").names());
        assertEquals(
                List.of("road=B", "road=C", "x >= 5", "road=B:x >= 5", "road=C:x >= 5"),
                design("C(road)*bin(x; 5)").names());
        // y is of the example, and costs all coordinates the same
        assertEquals(
                List.of("road=B:y", "road=C:y"),
                design("C(road):y", Set.of("y")).names());
    }

    @Test
    void aLastTermWithoutColumnsIsRead() {
        Design design = new Design(Formula.parse("x, x:C(road)"), Map.of("road", List.of("A")), Set.of());
        assertEquals(List.of("x"), design.names());
        double[] values = {0, 5};
        design.fill(row("x", "3", "y", "1", "road", "A"), values);
        assertArrayEquals(new double[] {3, 5}, values);
        assertArrayEquals(new double[] {3}, design.features(row("x", "3", "y", "1", "road", "A")));
    }

    @Test
    void theColumnsOfProductsAreThoseOfTheirRows() {
        Design design = design("x:C(road):bin(y; 1, 4)");
        for (Line row : ROWS) {
            double[] values = design.features(row);
            for (int k = 0; k < values.length; k++) {
                String bin = row.number("y") < 1 ? "y < 1" : row.number("y") < 4 ? "y in [1, 4)" : "y >= 4";
                boolean isOwn = design.names().get(k).equals("x:road=" + row.text("road") + ":" + bin);
                assertEquals(isOwn ? row.number("x") : 0, values[k]);
            }
        }
        assertEquals(9, design.names().size());
    }

    @Test
    void coordinatesTimesExamplesAreTheWhole() {
        String text = "x, x:y, x:C(road), x:y:C(road), bin(x; 5):y";
        for (Set<String> ofExamples : List.of(Set.of("y"), Set.of("road"), Set.of("y", "road"))) {
            Design parts = design(text, ofExamples);
            Design whole = design(text);
            assertTrue(parts.hasColumnsOfExamples());
            for (Line row : ROWS) {
                double[] coordinate = parts.features(row);
                double[] example = parts.multipliersOfExample(row);
                double[] all = whole.features(row);
                for (int k = 0; k < all.length; k++) {
                    int at = parts.names().indexOf(whole.names().get(k));
                    if (at >= 0) {
                        assertEquals(all[k], coordinate[at] * example[at], 1e-12);
                    }
                }
            }
            assertTrue(whole.names().containsAll(parts.names()));
        }
    }

    @Test
    void whatIsNotFiniteIsToldWithTheColumn() {
        String said = String.valueOf(
                assertThrows(IllegalStateException.class, () -> design("log(x)").features(ROWS.get(1)))
                        .getMessage());
        assertEquals(
                "column 'x' holds '0', of which log(x) is not a finite number. Maybe use log1p, which takes 0", said);
    }

    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.of("a", "b c", "`d,e`", "log(", "C(", "bin(", ")", ";", "1", ",", "+", ":", "*", "(", " ")
                .list()
                .ofMaxSize(12)
                .map(list -> String.join("", list));
    }

    @Property
    void whatIsReadIsReadAgainTheSame(@ForAll("pieces") String text) {
        Formula formula;
        try {
            formula = Formula.parse(text);
        } catch (InvalidArgumentException refused) {
            return;
        }
        assertEquals(formula.texts(), Formula.of(formula.texts()).texts());
    }
}
