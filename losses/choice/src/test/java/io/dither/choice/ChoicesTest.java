package io.dither.choice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
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
}
