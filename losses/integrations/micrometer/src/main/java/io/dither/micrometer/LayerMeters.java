package io.dither.micrometer;

import io.dither.error.OracleException;
import io.dither.perturbed.PassListener;
import io.dither.perturbed.PassReport;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/**
 * Counts the passes of perturbed optimizers in a registry of Micrometer.
 *
 * <table> <caption>Meters</caption> <tr><th>name</th><th>what it is</th></tr> <tr><td>{@code dither.calls}</td><td>a
 * timer of passes over the samples, failed passes too</td></tr> <tr><td>{@code dither.calls.failed}</td><td>counts
 * failed passes; the tag {@code code} has the error code</td></tr> <tr><td>{@code dither.solves}</td><td>counts the
 * solves of passes that did not fail</td></tr> <tr><td>{@code dither.inexact.share}</td><td>a summary of the share of a
 * pass's answers, 0 to 1, that were not proved optimal</td></tr> <tr><td>{@code dither.clamped.share}</td><td>a summary
 * of the share of a pass's coordinates, 0 to 1, that were moved to a bound of the domain</td></tr> </table>
 *
 * <p>Thread-safe; an object may count the passes of several layers together.
 */
public final class LayerMeters implements PassListener {
    private final MeterRegistry registry;
    private final Tags tags;
    private final Timer calls;
    private final Counter solves;
    private final DistributionSummary inexact;
    private final DistributionSummary clamped;

    /**
     * Registers the meters.
     *
     * @param registry the registry
     * @param tags tags that distinguish these meters from the meters of other layers, such as {@code Tag.of("layer",
     *     "routes")}
     */
    public LayerMeters(MeterRegistry registry, Tag... tags) {
        this.registry = registry;
        this.tags = Tags.of(tags);
        calls = Timer.builder("dither.calls")
                .description("passes over the samples of a layer")
                .tags(this.tags)
                .register(registry);
        solves = Counter.builder("dither.solves")
                .description("solves of passes that did not fail")
                .tags(this.tags)
                .register(registry);
        inexact = shareSummary("dither.inexact.share", "the share of answers that were not proved optimal");
        clamped = shareSummary(
                "dither.clamped.share", "the share of coordinates that were moved to a bound of the domain");
    }

    private DistributionSummary shareSummary(String name, String description) {
        return DistributionSummary.builder(name)
                .description(description)
                .tags(tags)
                .register(registry);
    }

    @Override
    public void onPassEnd(PassReport report) {
        calls.record((long) (report.seconds() * 1e9), TimeUnit.NANOSECONDS);
        OracleException failure = report.failure();
        if (failure != null) {
            failureCounter(failure).increment();
            return;
        }
        solves.increment((double) report.solves());
        inexact.record((double) report.inexact() / report.solves());
        clamped.record((double) report.clamped() / report.coordinates());
    }

    private Counter failureCounter(OracleException failure) {
        return Counter.builder("dither.calls.failed")
                .description("passes over the samples of a layer that failed")
                .tags(tags.and("code", failure.code().name()))
                .register(registry);
    }
}
