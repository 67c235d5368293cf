package io.dither.choice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dither.data.ColumnRoles.Purpose;
import io.dither.data.ColumnRoles.Role;
import io.dither.data.Examples;
import io.dither.data.Histories;
import io.dither.data.History;
import io.dither.data.setup.Layout;
import io.dither.data.setup.Setup;
import io.dither.plugin.PluginCatalogue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChoicesTest {
    @Test
    void aColumnIsReadFromTheRowsUnlessAnEarlierDefinitionComputesIt() {
        Choices choices = Choices.of(Map.of(
                "choice", "CHOICE",
                "alternatives", "1=A,2=B",
                "utility", "{alt}_X",
                "only", "COST > 0",
                "define", "LATE = TOLL; COST = FARE * 2; A_X = COST + 1; B_X = B_X * 2; TOLL = 3"));
        assertEquals(Set.of("CHOICE", "TOLL", "FARE", "B_X"), choices.columns());
    }

    @Test
    void linesHaveTheColumnsOfRivalsAndOfTheOracleToTrainOn() {
        Choices choices = Choices.of(Map.of("choice", "CHOICE", "alternatives", "1=A,2=B", "utility", "{alt}_X"));
        Setup setup = Setup.of(Layout.LONG, "argmax:n={d}")
                .withFeatures(choices.features(), List.of())
                .withRoles(Map.of(
                        Role.EXAMPLE, choices.exampleColumn(),
                        Role.COORDINATE, choices.alternativeColumn(),
                        Role.DECISION, "CHOICE",
                        Role.TIME, "DAY",
                        Role.RESHAPE, choices.text()))
                .withHabits("rivals={CITY}");
        List<Map<String, Object>> rows = List.of(
                Map.of("CHOICE", 1, "A_X", 1, "B_X", 2, "DAY", 1, "CITY", "Paris", "SIZE", 2),
                Map.of("CHOICE", 2, "A_X", 2, "B_X", 1, "DAY", 2, "CITY", "Rome", "SIZE", 2));
        Examples examples = setup.read(
                History.of("rows", rows),
                Histories.standard(),
                PluginCatalogue.discover(),
                Optional.of("argmax:n={SIZE}"),
                Purpose.LEARN);
        assertEquals(2, examples.instances().size());
    }
}
