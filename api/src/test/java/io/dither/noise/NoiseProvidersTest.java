package io.dither.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.plugin.PluginCatalogue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoiseProvidersTest {
    private final PluginCatalogue catalogue = PluginCatalogue.discover();

    @Test
    void theClassPathOffersTheBuiltInNoisesWithoutProblems() {
        assertEquals(List.of(), catalogue.problems(NoiseProvider.class));
        assertEquals(
                List.of(
                        "centred-gumbel",
                        "gamma",
                        "gaussian",
                        "gaussian-covariance",
                        "gumbel",
                        "laplace",
                        "logistic",
                        "sum-of-gamma"),
                catalogue.registrations(NoiseProvider.class).stream()
                        .map(registration -> registration.provider().id())
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gaussian | gaussian",
                "gaussian:amplitudes=(1,0.5) | scaled-gaussian",
                "gumbel | gumbel",
                "centred-gumbel | centred-gumbel",
                "logistic | logistic",
                "laplace | laplace",
                "sum-of-gamma:kappa=5 | sum-of-gamma",
                "gaussian-covariance:rows=((2,1);(1,2)) | gaussian-covariance",
                "gaussian-covariance:rows=(4) | gaussian-covariance"
            })
    void aTextNamesANoise(String text, String name) {
        assertEquals(name, catalogue.create(NoiseProvider.class, text).name());
    }

    @Test
    void rowsAreReadRowByRow() {
        Noise noise = catalogue.create(NoiseProvider.class, "gaussian-covariance:rows=((2,1);(1,3))");
        double[] score = new double[2];
        assertInstanceOf(ScoredNoise.class, noise).score(new double[] {1, 0}, score);
        assertEquals(3.0 / 5, score[0], 1e-15);
        assertEquals(-1.0 / 5, score[1], 1e-15);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cauchy | there is no noise 'cauchy'; there are: centred-gumbel, gamma, gaussian,",
                "laplace:scale=2 | noise 'laplace' has no parameter 'scale'",
                "sum-of-gamma | noise 'sum-of-gamma' needs the parameter 'kappa'",
                "sum-of-gamma:kappa=0 | kappa = '0' of noise 'sum-of-gamma' is below 1",
                "sum-of-gamma:kappa | 'kappa' has no '='",
                "gaussian:amplitudes=(1,0) | amplitudes[1] = 0.0 is not a finite number above 0",
                "gaussian-covariance:rows=((1,2);(2,1)) | covariance is not positive definite",
                "gaussian-covariance:rows=((1,0.5);(0.4,1)) | covariance is not symmetric",
                "gaussian-covariance:rows=((1,x);(0,1)) | rows = '(1,x);(0,1)' of noise"
            })
    void whatIsWrongIsNamed(String text, String part) {
        String message = String.valueOf(
                assertThrows(InvalidArgumentException.class, () -> catalogue.create(NoiseProvider.class, text))
                        .getMessage());
        assertTrue(message.contains(part), message);
        assertTrue(message.contains("Maybe "), message);
    }
}
