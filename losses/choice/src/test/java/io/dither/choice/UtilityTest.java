package io.dither.choice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UtilityTest {
    private static final List<String> ALTERNATIVES = List.of("TRAIN", "SM", "CAR");

    private static String features(String text) {
        return String.join(" | ", Utility.parse(text, ALTERNATIVES, true).features());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            asc + {alt}_TT/100                        ~ asc_SM | asc_CAR | TT/100
            asc(base=SM) + cost={alt}_CO              ~ asc_TRAIN | asc_CAR | cost
            time={alt}_TT + {alt}_TT:INCOME           ~ time | `TT:INCOME`
            asc:MALE                                  ~ `asc_SM:MALE` | `asc_CAR:MALE`
            asc + asc:C(PURPOSE)                      ~ asc_SM | asc_CAR | asc_SM:C(PURPOSE) | asc_CAR:C(PURPOSE)
            alternative:{alt}_TT                      ~ `TRAIN:TT` | `SM:TT` | `CAR:TT`
            C(alternative, ref=SM) + x.{alt}          ~ C(alternative, ref=SM) | x
            TRAIN: asc + t=TRAIN_TT; CAR: t=CAR_TT    ~ asc_TRAIN | t
            TRAIN: TRAIN_TT; SM: SM_TT                ~ TRAIN_TT | SM_TT
            ({alt}_WAIT + {alt}_TT)/60                ~ `(WAIT+TT)/60`
            """)
    void termsBecomeFeatures(String text, String features) {
        assertEquals(features, features(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            asc(base=BUS)                ~ 'BUS', which is not an alternative: TRAIN, SM, CAR
            BUS: x; CAR: y               ~ 'BUS', which is not an alternative: TRAIN, SM, CAR
            asc + MALE                   ~ 'MALE' is the same for all alternatives
            C(alternative_type)          ~ 'C(alternative_type)' is the same for all alternatives
            {alt}_TT + {alt}_TT          ~ has 'TT' twice
            asc:asc                      ~ 'asc:asc' has two constants
            TRAIN: asc(base=SM); CAR: x  ~ names a base, but is of TRAIN alone
            asc +                        ~ has a term without text
            a=C(alternative)             ~ is a category, whose coefficients are named by its levels
            """)
    void whatIsWrongIsRefused(String text, String problem) {
        String message = String.valueOf(assertThrows(InvalidArgumentException.class, () -> features(text))
                .getMessage());
        assertTrue(message.contains(problem), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"asc:C(PURPOSE; x)", "C(PURPOSE; x)", "asc:C(A) + {alt}_TT:C(A, ref=2)"})
    void anErrorInACategoryNamesTheOption(String text) {
        String message = String.valueOf(assertThrows(InvalidArgumentException.class, () -> features(text))
                .getMessage());
        assertTrue(message.startsWith("--utility: '"), message);
    }

    @Test
    void coefficientsHoldTheNumbersOfTheirAlternatives() {
        Utility utility = Utility.parse("TRAIN: asc + t=TRAIN_TT; CAR: t=CAR_TT", ALTERNATIVES, true);
        Utility.Coefficient constant = utility.coefficients().get(0);
        Utility.Coefficient time = utility.coefficients().get(1);
        assertTrue(constant.isOfOneAlternative());
        assertTrue(constant.factor("CAR").isEmpty());
        assertTrue(time.factor("CAR").isPresent() && time.factor("SM").isEmpty());
    }
}
