package io.dither.experiments.histories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.dither.error.InvalidArgumentException;
import io.dither.experiments.Outcome;
import io.dither.plugin.PluginCatalogue;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LossTextTest {
    private static final PluginCatalogue PLUGINS = PluginCatalogue.discover();

    private static String filled(String text, String name, String value) {
        return LossText.with(text, Map.of(name, value), PLUGINS);
    }

    @Test
    void optionsFillWhatTheTextLeavesOut() {
        assertEquals("fenchel-young:noise=gumbel,epsilon=0.5", filled("fenchel-young:noise=gumbel", "epsilon", "0.5"));
        String twice = assertThrows(
                        InvalidArgumentException.class, () -> filled("fenchel-young:epsilon=1", "epsilon", "0.5"))
                .getMessage();
        assertTrue(String.valueOf(twice).contains("epsilon = 0.5 is given beside 'fenchel-young:epsilon=1'"), twice);
        assertEquals(
                "fenchel-young:epsilon=1",
                LossText.withMissing("fenchel-young:epsilon=1", Map.of("epsilon", "0.5", "none", "1"), PLUGINS));
    }

    @Test
    void optionsFillWhatTheLayerLeavesOut() {
        assertEquals(
                "squared:layer=(perturbed:noise=gumbel,epsilon=0.5)",
                filled("squared:layer=(perturbed:noise=gumbel)", "epsilon", "0.5"));
        assertEquals("squared:layer=(perturbed:epsilon=0.5)", filled("squared", "epsilon", "0.5"));
        assertEquals(
                "hamming:layer=(black-box:lambda=2)",
                LossText.withMissing("hamming:layer=(black-box:lambda=2)", Map.of("epsilon", "1"), PLUGINS));
    }

    @Test
    void lossesAndLayersAreListed() throws JsonProcessingException {
        String table = Outcome.of("losses").out();
        assertTrue(table.contains("spo-plus") && table.contains("fenchel-young"), table);
        assertTrue(table.contains("Parameters: dither losses ID"), table);
        assertTrue(Outcome.of("losses", "--json").json().has("losses"));
        assertTrue(Outcome.of("losses", "true-cost").out().contains("layer"));
        String layers = Outcome.of("layers").out();
        assertTrue(layers.contains("perturbed") && layers.contains("black-box"), layers);
        assertTrue(Outcome.of("layers", "black-box").out().contains("lambda"));
    }
}
