package io.dither.experiments.bench;

import io.dither.experiments.chart.Chart;
import io.dither.experiments.run.Manifest;
import io.dither.experiments.run.Metrics;
import io.dither.experiments.run.RunFolder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The run folder of a measurement of growth: {@code metrics.csv} and the plots {@code time}, {@code allocation}, {@code heap}. */
public final class GrowthReport {
    private GrowthReport() {}

    /**
     * Writes the folder.
     *
     * @param folder the folder
     * @param manifest what was run
     * @param points what was measured
     */
    public static void write(RunFolder folder, Manifest manifest, List<Growth> points) {
        folder.writeManifest(manifest);
        try (Metrics metrics = folder.metrics(
                "series",
                "axis",
                "size",
                "oracle",
                "d",
                "B",
                "M",
                "threads",
                "us_per_sample",
                "ms_per_call",
                "allocated_bytes_per_call",
                "heap_used_mib",
                "max_heap_mib")) {
            for (Growth point : points) {
                metrics.row(
                        point.series(),
                        point.axis(),
                        point.size(),
                        point.oracle(),
                        point.dimension(),
                        point.batch(),
                        point.samples(),
                        point.threads(),
                        point.microseconds(),
                        point.milliseconds(),
                        point.allocated(),
                        point.live(),
                        point.limit());
            }
        }
        folder.writePlot("time", plot("Time of one call", "milliseconds", points, Growth::milliseconds));
        folder.writePlot("allocation", plot("Allocation of one call", "kilobytes", points, p -> p.allocated() / 1e3));
        folder.writePlot("heap", plot("Heap in use after the calls", "MiB", points, Growth::live));
    }

    private static Chart plot(String title, String unit, List<Growth> points, ToDoubleFunction<Growth> value) {
        Chart plot = Chart.lines(title, "d, M, B or vertices, as the series grows", unit)
                .logX()
                .logY();
        Map<String, List<Growth>> series = points.stream()
                .filter(point -> !point.axis().equals("threads"))
                .collect(Collectors.groupingBy(Growth::series, LinkedHashMap::new, Collectors.toList()));
        for (Map.Entry<String, List<Growth>> line : series.entrySet()) {
            double[] sizes = line.getValue().stream().mapToDouble(Growth::size).toArray();
            plot = plot.line(
                    line.getKey(),
                    sizes,
                    line.getValue().stream().mapToDouble(value).toArray());
        }
        return plot;
    }
}
