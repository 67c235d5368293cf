package io.dither.learn.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.learn.Learner;
import io.dither.oracle.InexactPolicy;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.perturbed.Guard;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FitSettingsTest {
    private static final FitSettings USUAL = FitSettings.USUAL;

    @Test
    void textsAndValuesAreTheSame() {
        FitSettings values = USUAL.with("samples", 50)
                .with("l2", 0.1)
                .with("errors", FitSettings.Errors.MODEL)
                .with("inexact", InexactPolicy.ACCEPT.retrying(10))
                .with("guard", Guard.EVERY)
                .with("pooled", true)
                .with("bounds", Map.of("toll", new Range(1, 1)));
        FitSettings texts = USUAL.with("samples", "50")
                .with("l2", "1e-1")
                .with("errors", "model")
                .with("inexact", "retry:10,accept")
                .with("guard", "every")
                .with("pooled", "true")
                .withBound("toll=1");
        assertEquals(values, texts);
        assertEquals(0.1, texts.l2());
        assertEquals(
                "samples = 50, l2 = 0.1",
                USUAL.with("samples", 50).with("l2", "0.1").toString());
        assertEquals("", USUAL.toString());
    }

    @Test
    void samplesFollowTheCoordinatesOfAllExamples() {
        assertEquals(USUAL.samples(), FitSettings.samplesFor(List.of()));
        assertEquals(20, FitSettings.samplesFor(examples(5, 50_000)));
        assertEquals(10, FitSettings.samplesFor(examples(10, 50_000)));
        assertEquals(2, FitSettings.samplesFor(examples(1_465, 1_737)));
        assertEquals(2, FitSettings.samplesFor(examples(1_000, 100_000)));
    }

    private static List<Observation> examples(int count, int dimension) {
        LinearOracle oracle = new LinearOracle() {
            @Override
            public int dimension() {
                return dimension;
            }

            @Override
            public OracleSession openSession() {
                throw new AssertionError("nothing is solved");
            }
        };
        Observation one = Observation.of("a", Features.of(new double[] {1}), oracle, new double[dimension]);
        return Collections.nCopies(count, one);
    }

    @Test
    void javaMakesTheSameSettings() {
        Learner learner = Learner.of(SharedLinearModel.of("a", "toll"))
                .samples(50)
                .l2(0.1)
                .l1(0.2)
                .fix("toll", 1)
                .bound("a", 0, Double.POSITIVE_INFINITY)
                .epsilon(0.3)
                .noise("gumbel")
                .loss("spo-plus")
                .miniBatches(3, 16, 0.05)
                .earlyStopping(0.2)
                .withoutIntervals();
        FitSettings named = USUAL.withBound("toll=1").withBound("a=0..");
        Map<String, Object> values = Map.of(
                "samples",
                50,
                "l2",
                0.1,
                "l1",
                0.2,
                "epsilon",
                0.3,
                "noise",
                "gumbel",
                "loss",
                "spo-plus",
                "epochs",
                3);
        for (Map.Entry<String, Object> one : values.entrySet()) {
            named = named.with(one.getKey(), one.getValue());
        }
        named = named.with("batch", 16)
                .with("rate", 0.05)
                .with("earlyStopping", 0.2)
                .with("errors", "none");
        assertEquals(named, learner.settings());
    }

    @Test
    void epsilonIsGivenOrLearnt() {
        FitSettings learnt = USUAL.with("epsilon", "learn");
        assertTrue(learnt.learnEpsilon());
        assertEquals(USUAL.with("epsilon", 0.5), learnt.with("epsilon", "0.5"));
        assertRefused("given and learnt", () -> USUAL.with("epsilon", 0.5).with("learnEpsilon", true));
    }

    @Test
    void rangesAreTexts() {
        assertEquals(new Range(1, 1), Range.parse("1"));
        assertEquals(new Range(0, 1.5), Range.parse("0..1.5"));
        assertEquals(new Range(Double.NEGATIVE_INFINITY, 2), Range.parse("..2"));
        assertEquals(new Range(2, Double.POSITIVE_INFINITY), Range.parse("2.."));
        for (String text : new String[] {"1.0", "0.0..1.5", "..2.0", "2.0..", ".."}) {
            assertEquals(text, Range.parse(text).toString());
        }
        assertRefused("'low' of the range 'low..1' is not a number", () -> Range.parse("low..1"));
        assertRefused("'NaN' has no '..' and is not a number", () -> Range.parse("NaN"));
        assertRefused("'x' has no '='", () -> USUAL.withBound("x"));
        assertRefused("not at most", () -> USUAL.withBound("x=2..1"));
    }

    @Test
    void wrongSettingsAreNamed() {
        assertRefused("there is no setting 'sample'", () -> USUAL.with("sample", 3));
        assertRefused("samples = 0", () -> USUAL.with("samples", 0));
        assertRefused("samples = 'many' is not a whole number", () -> USUAL.with("samples", "many"));
        assertRefused("samples = '' is not a whole number", () -> USUAL.with("samples", ""));
        assertRefused("samples = '2.5' is not a whole number", () -> USUAL.with("samples", 2.5));
        assertRefused("l2 = 'x' is not a number", () -> USUAL.with("l2", "x"));
        assertRefused("Maybe leave it out: its default is 0.0.", () -> USUAL.with("l2", "x"));
        assertRefused("epsilon = 'x' is not a number. Maybe leave it out.", () -> USUAL.with("epsilon", "x"));
        assertRefused("l2 = -1.0 is below 0 or not finite", () -> USUAL.with("l2", "-1"));
        assertRefused("epsilon = 0.0", () -> USUAL.with("epsilon", 0));
        assertRefused("errors = 'big' is not a word that it takes", () -> USUAL.with("errors", "big"));
        assertRefused("inexact = 'maybe' is unknown", () -> USUAL.with("inexact", "maybe"));
        assertRefused("earlyStopping = 1.0", () -> USUAL.with("earlyStopping", 1));
    }

    private static void assertRefused(String part, Runnable action) {
        String message =
                assertThrows(InvalidArgumentException.class, action::run).getMessage();
        assertTrue(String.valueOf(message).contains(part), message);
    }

    @ParameterizedTest
    @CsvSource({"price<=0, price=..0", "toll >= 1.5, toll=1.5..", "toll<2, toll=..2", "slope >= 10>=0, slope >= 10=0.."
    })
    void boundsWrittenAsInequalitiesAreToldTheirForm(String text, String form) {
        InvalidArgumentException refused = assertThrows(InvalidArgumentException.class, () -> USUAL.withBound(text));
        assertTrue(refused.getMessage().endsWith("Maybe write it like '" + form + "'."), refused.getMessage());
        assertEquals(
                Set.of("slope >= 10"),
                USUAL.withBound("slope >= 10=..0").bounds().keySet());
    }
}
