package io.dither.experiments.choice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dither.experiments.choice.Forecasts.Forecast;
import io.dither.experiments.choice.Forecasts.Share;
import io.dither.learn.model.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The title says which shares have intervals. */
class ForecastTableTest {
    /** Returns the first line for two shares with these standard errors. */
    private static String title(double... errors) {
        List<Share> shares = Arrays.stream(errors)
                .mapToObj(error -> Forecast.of(Interval.of(0.5, error)))
                .map(forecast -> new Share("bus", forecast, forecast, forecast))
                .toList();
        return new ForecastTable(Map.of("all choices", shares), List.of())
                .text()
                .lines()
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theTitleCountsAllShares() {
        assertEquals("shares, with 95 % intervals:", title(0.1, 0));
        assertEquals(
                "shares, without intervals, as a coefficient has no standard error:", title(Double.NaN, Double.NaN));
        String ofSome = "shares, with 95 % intervals if coefficients have standard errors:";
        assertEquals(ofSome, title(Double.NaN, 0.1));
        assertEquals(ofSome, title(0.1, Double.NaN));
    }
}
