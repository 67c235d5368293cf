package io.dither.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LossCommandTest {
    private static Outcome loss(String text, String target, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "loss", "--loss", text, "--oracle", "argmax:n=3", "--theta", "0.2,0.9,-0.4", "--target", target));
        arguments.addAll(List.of(more));
        return Outcome.of(arguments.toArray(String[]::new));
    }

    @Test
    void anyLossIsEvaluatedByName() throws JsonProcessingException {
        // p = 2 theta - c = (-0.6, 0.8, -2.8): its best is worth 0.8, the best of c, the last, -2.8
        JsonNode spo = loss("spo-plus", "1,1,2", "--json").json();
        assertEquals("SPO+", spo.get("loss").asText());
        assertEquals(0.8 + 2.8, spo.get("value").asDouble(), 1e-12);
        assertEquals("[0.0,2.0,-2.0]", spo.get("gradient").toString());
        JsonNode least = loss("cost-distance", "1.2,0.9,-0.4", "--json").json();
        assertEquals(0.5, least.get("value").asDouble(), 1e-12);
    }

    @Test
    void optionsFillWhatTheTextLeavesOut() throws JsonProcessingException {
        JsonNode whole = loss("fenchel-young:noise=gumbel,epsilon=0.5,samples=300", "0,1,0", "--json")
                .json();
        JsonNode filled = loss("fenchel-young:noise=gumbel", "0,1,0", "--epsilon", "0.5", "--samples", "300", "--json")
                .json();
        assertEquals(whole, filled);
        Outcome both = loss("fenchel-young:epsilon=1", "0,1,0", "--epsilon", "0.5");
        assertEquals(2, both.code());
        assertTrue(both.err().contains("epsilon = 0.5 is given beside 'fenchel-young:epsilon=1'"), both.err());
    }

    @Test
    void anEquationHasNoValueAndAWrongDecisionIsRefused() throws JsonProcessingException {
        JsonNode moments = loss("moments:samples=50", "0,1,0", "--json").json();
        assertTrue(moments.get("value").isNull());
        assertEquals(3, moments.get("gradient").size());
        assertTrue(loss("moments", "0,1,0").out().contains("none: this is an equation"));
        Outcome wrong = loss("fenchel-young", "0.3,2.5,1");
        assertEquals(2, wrong.code());
        assertTrue(wrong.err().contains("the decision is not feasible"), wrong.err());
    }

    @Test
    void optionsFillWhatTheLayerLeavesOut() throws JsonProcessingException {
        JsonNode whole = loss("squared:layer=(perturbed:noise=gumbel,epsilon=0.5,samples=30)", "0,1,0", "--json")
                .json();
        JsonNode filled = loss(
                        "squared:layer=(perturbed:noise=gumbel)",
                        "0,1,0",
                        "--epsilon",
                        "0.5",
                        "--samples",
                        "30",
                        "--json")
                .json();
        assertEquals(whole, filled);
        assertEquals(
                loss("squared:layer=(perturbed:epsilon=0.5)", "0,1,0", "--json").json(),
                loss("squared", "0,1,0", "--epsilon", "0.5", "--json").json());
        Outcome none = loss("hamming:layer=(black-box:lambda=2)", "0,1,0", "--epsilon", "0.5");
        assertEquals(2, none.code());
        assertTrue(none.err().contains("layer 'black-box' has no parameter 'epsilon'"), none.err());
    }

    @Test
    void lossesAndLayersAreListed() throws JsonProcessingException {
        String table = Outcome.of("losses").out();
        assertTrue(table.contains("spo-plus") && table.contains("fenchel-young"), table);
        assertTrue(table.contains("Parameters: dither losses ID"), table);
        assertTrue(Outcome.of("losses", "--json").json().has("losses"));
        assertTrue(Outcome.of("losses", "true-cost").out().contains("layer"));
        String layers = Outcome.of("layers").out();
        assertTrue(layers.contains("perturbed") && layers.contains("sparsemap"), layers);
        assertTrue(Outcome.of("layers", "black-box").out().contains("lambda"));
    }

    /** A search that ends after a decision proves nothing. */
    @Test
    void whatSolvesWithoutAProofMayMissIsSaid() throws JsonProcessingException {
        String costs = "3,5,4,6,2,7,1";
        List<String> arguments = List.of(
                "loss",
                "--loss",
                "spo-plus",
                "--oracle",
                "knapsack:weights=((3,4,5,2,6,1,4);(4,1,3,5,2,6,2)),capacity=(11,9),nodes=1",
                "--theta",
                costs,
                "--target",
                costs);
        assertTrue(Outcome.of(arguments.toArray(String[]::new)).out().contains("may miss by an unknown amount"));
        List<String> json = new ArrayList<>(arguments);
        json.add("--json");
        assertEquals(
                "infinity",
                Outcome.of(json.toArray(String[]::new)).json().get("gap").asText());
    }
}
