package io.dither.experiments.roadcosts;

import static io.dither.learn.model.PlainText.format;

import io.dither.experiments.chart.Chart;
import io.dither.experiments.learning.LearningReport;
import io.dither.experiments.run.TextTable;
import io.dither.experiments.text.Numbers;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Weight;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The errors of the fitted costs, and the effort of the fit.
 *
 * @param network the network as the option names it
 * @param roads the network
 * @param truth the hidden weights and amplitude
 * @param fitted the fit
 * @param sizes the size of the problem
 * @param effort the times and the memory
 */
record RoadCosts(String network, RoadNetwork roads, Truth truth, Fitted fitted, Sizes sizes, Efforts effort) {
    /**
     * The hidden numbers that are to be learnt.
     *
     * @param weights the hidden weights
     * @param epsilon the hidden amplitude
     */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    record Truth(double[] weights, double epsilon) {}

    /**
     * The size of the problem.
     *
     * @param trips the number of training trips
     * @param samples the number of samples per trip
     * @param links the mean number of links of a training trip
     * @param costsRead the mean number of link costs that the search for one shortest path reads
     */
    record Sizes(int trips, int samples, double links, double costsRead) {}

    /**
     * The times and the memory of the fit.
     *
     * @param simulation the time to generate roads and trips
     * @param weightSearch the time of the search for the weights, the first part of the fit; the second part computes their intervals
     * @param total the time of the whole fit
     * @param live the heap in use after the fit and a garbage collection, in MiB
     * @param peak an upper bound on the heap in use during the fit, with garbage, in MiB
     */
    record Efforts(Effort simulation, Effort weightSearch, Effort total, double live, double peak) {}

    /** A hidden number and its estimate. */
    private record Recovered(double truth, Weight weight) {
        /** Returns the distance of the estimate from the truth, in standard errors, with its sign. */
        double standardErrorsFromTruth() {
            return (weight.estimate() - truth) / weight.standardError();
        }

        boolean holdsTruth() {
            return weight.low() <= truth && truth <= weight.high();
        }
    }

    /** Returns the hidden weights and the hidden amplitude by name. */
    Map<String, Double> hidden() {
        Map<String, Double> hidden = new LinkedHashMap<>();
        for (int k = 0; k < truth.weights.length; k++) {
            hidden.put(roads.names().get(k), truth.weights[k]);
        }
        hidden.put(LearningReport.EPSILON, truth.epsilon);
        return hidden;
    }

    private List<Recovered> recovered() {
        List<Recovered> all = new ArrayList<>();
        for (int k = 0; k < truth.weights.length; k++) {
            all.add(new Recovered(truth.weights[k], fitted.weights().get(k)));
        }
        all.add(new Recovered(truth.epsilon, fitted.epsilonWeight()));
        return all;
    }

    /**
     * Returns the number of passes over the trips in the search for the weights, at least 1 because times are divided by it. Passes that
     * compute the intervals are not counted.
     */
    private int weightSearchPasses() {
        return fitted.progress().isEmpty()
                ? 1
                : Math.max(
                        1, fitted.progress().get(fitted.progress().size() - 1).evaluation());
    }

    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("vertices", roads.vertices());
        figures.put("links", roads.linkCount());
        figures.put("trips", sizes.trips);
        figures.put("linksPerTrip", sizes.links);
        figures.put("costsReadPerSearch", sizes.costsRead);
        figures.put("status", fitted.status().toString());
        figures.put("passes", fitted.evaluations());
        Map<String, Object> weights = new LinkedHashMap<>();
        for (Recovered number : recovered()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("truth", number.truth());
            row.put("estimate", number.weight().estimate());
            row.put("estimateStandardError", number.weight().standardError());
            row.put("errorsFromTruth", number.standardErrorsFromTruth());
            weights.put(number.weight().name(), row);
        }
        figures.put("weights", weights);
        return figures;
    }

    TextTable table() {
        TextTable table = new TextTable("weight", "truth", "estimate", "+-", "95 % from", "to", "holds the truth");
        for (Recovered number : recovered()) {
            Weight weight = number.weight();
            boolean hasStandardError = !Double.isNaN(weight.standardError());
            String holds = number.holdsTruth() ? "yes" : "no";
            table.row(
                    weight.name(),
                    Numbers.decimal(number.truth(), 4),
                    Numbers.decimal(weight.estimate(), 4),
                    hasStandardError ? Numbers.decimal(weight.standardError(), 4) : "-",
                    hasStandardError ? Numbers.decimal(weight.low(), 4) : "-",
                    hasStandardError ? Numbers.decimal(weight.high(), 4) : "-",
                    hasStandardError ? holds : weight.note());
        }
        return table;
    }

    /** Draws each estimate, with its interval, as a ratio to the hidden number. */
    Chart plot() {
        Chart plot = Chart.rows("Learnt weights, with 95 % intervals", "estimate / hidden weight");
        for (Recovered number : recovered()) {
            Weight weight = number.weight();
            double hidden = number.truth();
            if (weight.standardError() > 0) { // fixed weights and failed fits have no intervals
                plot = plot.row(
                        weight.name(), weight.estimate() / hidden, weight.low() / hidden, weight.high() / hidden);
            }
        }
        return plot;
    }

    String verdict() {
        List<Recovered> measured = recovered().stream()
                .filter(number -> Double.isFinite(number.standardErrorsFromTruth()))
                .toList();
        if (measured.isEmpty()) {
            return format(
                    "%,d trips on %,d links give no intervals: the search ended with the status %s.",
                    sizes.trips, roads.linkCount(), fitted.status());
        }
        return format(
                "From %,d trips on %,d links, %d of %d hidden numbers lie in their 95 %% intervals; the one farthest off is"
                        + " %.1f standard errors away. The search ended with the status %s.",
                sizes.trips,
                roads.linkCount(),
                measured.stream().filter(Recovered::holdsTruth).count(),
                measured.size(),
                measured.stream()
                        .mapToDouble(number -> Math.abs(number.standardErrorsFromTruth()))
                        .max()
                        .orElse(0),
                fitted.status());
    }

    Map<String, Object> times() {
        Map<String, Object> times = new LinkedHashMap<>();
        times.put("simulationSeconds", effort.simulation.seconds());
        times.put("fitSeconds", effort.total.seconds());
        times.put("fitCpuSeconds", effort.total.cpuSeconds());
        times.put("secondsPerPass", effort.weightSearch.seconds() / weightSearchPasses());
        times.put("cpuSecondsPerPass", effort.weightSearch.cpuSeconds() / weightSearchPasses());
        times.put("cpuMicrosecondsPerSearch", microsecondsPerPath());
        times.put("heapAfterFitMiB", effort.live);
        times.put("heapPeakMiB", effort.peak);
        return times;
    }

    /** Returns the processor time of one shortest path, in microseconds. */
    private double microsecondsPerPath() {
        return 1e6 * effort.weightSearch.cpuSeconds() / weightSearchPasses() / sizes.trips / sizes.samples;
    }

    /** Returns lines about the size of the problem, the times and the memory; "per search" means per search for one shortest path. */
    String effortText() {
        return format(
                "%s: %,d vertices, %,d links; %,d trips of %.1f links; %s after %d passes%n"
                        + "fit %.1f s, CPU %.1f s; per pass %.2f s, CPU %.2f s; per search CPU %.1f us for %.0f costs read%n"
                        + "heap %.0f MiB after the fit, %.0f MiB at most; roads and trips made in %.1f s%n",
                network,
                roads.vertices(),
                roads.linkCount(),
                sizes.trips,
                sizes.links,
                fitted.status(),
                fitted.evaluations(),
                effort.total.seconds(),
                effort.total.cpuSeconds(),
                effort.weightSearch.seconds() / weightSearchPasses(),
                effort.weightSearch.cpuSeconds() / weightSearchPasses(),
                microsecondsPerPath(),
                sizes.costsRead,
                effort.live,
                effort.peak,
                effort.simulation.seconds());
    }

    Map<String, String> provenance(long seed) {
        Map<String, String> pairs = new LinkedHashMap<>();
        pairs.put("network", network + format(": %,d vertices, %,d links", roads.vertices(), roads.linkCount()));
        pairs.put("trips", format("%,d simulated ones of %.1f links", sizes.trips, sizes.links));
        pairs.put("samples per trip", String.valueOf(sizes.samples));
        pairs.put("seed", String.valueOf(seed));
        pairs.put("passes", String.valueOf(fitted.evaluations()));
        pairs.put("fit", format("%.1f s, %.1f s of CPU", effort.total.seconds(), effort.total.cpuSeconds()));
        pairs.put("per search", format("%.1f us of CPU for %.0f costs read", microsecondsPerPath(), sizes.costsRead));
        pairs.put("heap", format("%.0f MiB after the fit, %.0f MiB at most", effort.live, effort.peak));
        return pairs;
    }
}
