package io.dither.storage;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SealTest {
    private static final String ZEROS = "0".repeat(64);

    @Test
    void aSealHoldsForItsTextAloneAlsoWhereTheTextRepeatsIt() {
        String sealed = Seal.on("{\"a\" : \"" + ZEROS + "\"}");
        int end = sealed.lastIndexOf('"');
        String seal = sealed.substring(end - ZEROS.length(), end);
        assertTrue(Seal.isIntact(sealed, seal));
        assertFalse(Seal.isIntact(sealed.replace('a', 'b'), seal));
        assertFalse(Seal.isIntact(sealed.replace(ZEROS, seal), seal));
        assertFalse(Seal.isIntact(sealed, ZEROS));
        assertFalse(Seal.isIntact(sealed, "f".repeat(64)));
    }
}
