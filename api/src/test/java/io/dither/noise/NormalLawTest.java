package io.dither.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormalLawTest {
    /** Phi(z) = erfc(-z / sqrt 2) / 2 with 20 digits. */
    @ParameterizedTest
    @CsvSource({
        "-30, 4.9067139271481870595e-198",
        "-20, 2.7536241186062336951e-89",
        "-10, 7.619853024160526066e-24",
        "-5, 2.8665157187919391167e-7",
        "-3, 0.0013498980316300945267",
        "-2.5, 0.006209665325776135167",
        "-1, 0.15865525393145705141",
        "-0.5, 0.30853753872598689636",
        "0, 0.5",
        "0.5, 0.69146246127401310364",
        "1, 0.84134474606854294859",
        "2, 0.9772498680518207928",
        "3, 0.99865010196836990547",
        "5, 0.99999971334842812081",
        "8, 0.9999999999999993779"
    })
    void theDistributionFunctionHasItsKnownValues(double z, double probability) {
        assertEquals(probability, NormalLaw.cdf(z), 2e-15 * probability * (1 + z * z));
    }

    @Test
    void theQuantileInvertsTheDistributionFunction() {
        for (double power = -300; power <= -0.31; power += 0.37) {
            double u = StrictMath.pow(10, power);
            assertEquals(1, NormalLaw.cdf(NormalLaw.quantile(u)) / u, 1e-11, () -> "u = " + u);
        }
        for (double power = -15; power <= -0.31; power += 0.37) {
            double u = 1 - StrictMath.pow(10, power);
            assertEquals(u, NormalLaw.cdf(NormalLaw.quantile(u)), 3e-16, () -> "u = " + u);
        }
    }

    /** A quantile of known probability, so that the error is that of the quantile alone. */
    @ParameterizedTest
    @CsvSource({
        "1e-300, -37.047096299361199237",
        "1e-200, -30.205594179579643063",
        "1e-100, -21.273453560965324294",
        "1e-50, -14.933337534788488981",
        "1e-20, -9.2623400897984075796",
        "1e-16, -8.2220822161304356152",
        "1e-10, -6.3613409024040561991",
        "1e-5, -4.2648907939228246102",
        "0.001, -3.0902323061678135354",
        "0.01, -2.3263478740408410931",
        "0.025, -1.9599639845400542118",
        "0.1, -1.2815515655446004353",
        "0.3, -0.52440051270804081597",
        "0.5, 0.0",
        "0.7, 0.52440051270804065631",
        "0.9, 1.2815515655446005935",
        "0.975, 1.9599639845400538556",
        "0.99, 2.3263478740408407676",
        "0.999, 3.0902323061678132778",
        "0.99999, 4.2648907939238407699",
        "0.9999999999, 6.3613408896974218642",
        "0.9999999999999999, 8.2095361516013868556"
    })
    void theQuantileHasItsKnownValues(double u, double z) {
        assertEquals(z, NormalLaw.quantile(u), 1e-13 * Math.max(1, Math.abs(z)));
    }

    @Test
    void theDensityIsTheSlopeOfTheDistributionFunction() {
        for (double z = -8; z <= 8; z += 0.125) {
            double step = 1e-3;
            // fourth order, so that both the truncation and the rounding stay near 1e-12
            double slope = (8 * (NormalLaw.cdf(z + step) - NormalLaw.cdf(z - step))
                            - (NormalLaw.cdf(z + 2 * step) - NormalLaw.cdf(z - 2 * step)))
                    / (12 * step);
            assertEquals(slope, NormalLaw.density(z), 1e-12);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.1, 1.1, Double.NaN})
    void aQuantileOutsideTheOpenUnitIntervalIsRefused(double u) {
        assertThrows(IllegalArgumentException.class, () -> NormalLaw.quantile(u));
    }
}
