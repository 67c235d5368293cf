package io.dither.storage;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SealTest {
    private static final String ZEROS = "0".repeat(64);

    @Test
    void aSealHoldsForItsTextAloneAlsoWhereTheTextRepeatsIt() {
        String sealed = Seal.addTo("{\"a\" : \"" + ZEROS + "\"}");
        int end = sealed.lastIndexOf('"');
        String seal = sealed.substring(end - ZEROS.length(), end);
        assertTrue(Seal.isIntact(sealed, seal));
        assertFalse(Seal.isIntact(sealed.replace('a', 'b'), seal));
        assertFalse(Seal.isIntact(sealed.replace(ZEROS, seal), seal));
        assertFalse(Seal.isIntact(sealed, ZEROS));
        assertFalse(Seal.isIntact(sealed, "f".repeat(64)));
    }

    /** A flip in its name once switched the check off. */
    @Test
    void aSealUnderAnyNameButItsOwnIsBroken() {
        String sealed = Seal.addTo("{\n  \"a\" : 1\n}");
        int name = sealed.indexOf(Seal.MEMBER);
        for (int bit = 0; bit < 8 * Seal.MEMBER.length(); bit++) {
            StringBuilder flipped = new StringBuilder(sealed);
            int at = name + bit / 8;
            flipped.setCharAt(at, (char) (flipped.charAt(at) ^ 1 << bit % 8));
            assertFalse(Seal.isIntact(flipped.toString(), null), flipped.toString());
        }
        assertTrue(Seal.isIntact("{\n  \"a\" : 1\n}", null), "a file of another program");
        assertTrue(Seal.isIntact("{\"data\" : {\"sha256\" : \"" + ZEROS + "\"}\n}", null), "that of another file");
    }
}
