package io.dither.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginSpecProperties {
    @Provide
    Arbitrary<PluginSpec> specs() {
        Arbitrary<String> ids = Arbitraries.of("a", "top-k", "x2-y3-z4", "jgrapht-grid-path");
        Arbitrary<String> keys =
                Arbitraries.strings().withChars("abcN-_1").ofMinLength(1).ofMaxLength(3);
        Arbitrary<String> values =
                Arbitraries.strings().withChars("ab1=,:;() \t").ofMaxLength(8).filter(PluginSpecProperties::balances);
        return Combinators.combine(ids, Arbitraries.maps(keys, values).ofMaxSize(3))
                .as(PluginSpec::new);
    }

    private static boolean balances(String text) {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth < 0) {
                return false;
            }
        }
        return depth == 0;
    }

    @Property(seed = "1", tries = 1000)
    void everySpecificationIsReadBackFromItsText(@ForAll("specs") PluginSpec spec) {
        assertEquals(spec, PluginSpec.parse(spec.toString()));
    }

    @Property(seed = "2", tries = 500)
    void aSpecificationNestsInsideAnother(@ForAll("specs") PluginSpec spec) {
        PluginSpec outer = PluginSpec.parse("negate:of=(" + spec + ")");
        assertEquals(Map.of("of", spec.toString()), outer.arguments());
    }

    @Property(seed = "3", tries = 1000)
    void anyTextIsReadOrRefusedWithAHint(@ForAll("texts") String text) {
        try {
            PluginSpec spec = PluginSpec.parse(text);
            assertEquals(spec, PluginSpec.parse(spec.toString()));
        } catch (InvalidArgumentException refused) {
            assertTrue(String.valueOf(refused.getMessage()).contains("Maybe "));
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("ab:=,;() ").ofMaxLength(10);
    }

    @Test
    void partsAndOrderAreKept() {
        PluginSpec spec = PluginSpec.parse(" fixed : of=(argmax:n=5), at = (0,3) ,values=(1.5,-2)");
        assertEquals("fixed", spec.id());
        assertEquals(List.of("of", "at", "values"), List.copyOf(spec.arguments().keySet()));
        assertEquals(
                List.of("argmax:n=5", "0,3", "1.5,-2"),
                List.copyOf(spec.arguments().values()));
        assertEquals("fixed:of=(argmax:n=5),at=(0,3),values=(1.5,-2)", spec.toString());
    }

    @Test
    void onePairOfParenthesesIsTaken() {
        assertEquals("(a);(b)", PluginSpec.parse("x:k=(a);(b)").arguments().get("k"));
        assertEquals("(a)", PluginSpec.parse("x:k=((a))").arguments().get("k"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "Argmax:n=5",
                "argmax-:n=5",
                "argmax:",
                "argmax:n",
                "argmax:n=5,",
                "argmax:n=5,n=6",
                "argmax:=5",
                "argmax:n=(5",
                "argmax:n=5)",
                "argmax:n=)(",
                "argmax n=5",
                "argmax:a b=5"
            })
    void malformedTextIsRefused(String text) {
        String message = String.valueOf(assertThrows(InvalidArgumentException.class, () -> PluginSpec.parse(text))
                .getMessage());
        assertTrue(message.contains("Maybe write it like ranking:n=5"), message);
    }

    @Test
    void whatTextCannotHoldIsRefused() {
        assertThrows(InvalidArgumentException.class, () -> new PluginSpec("No Id", Map.of()));
        assertThrows(InvalidArgumentException.class, () -> new PluginSpec("a", Map.of("k=", "")));
        assertThrows(InvalidArgumentException.class, () -> new PluginSpec("a", Map.of("k", "(")));
    }
}
