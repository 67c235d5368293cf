package io.dither.experiments.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The results of an experiment. The same run gives the same figures and the same tables, which are stored in the run folder
 * as {@code result.json} and {@code table.txt}; the times that it took are only printed.
 *
 * @param verdict a sentence or two about the finding, the size of the gain, and its certainty; printed first, but not in JSON
 * @param figures figures for programs, by name; anything that can be JSON
 * @param parts text for people below the verdict: {@link TextTable}s, and notes as text
 * @param times figures that differ between runs of the same settings, such as seconds, by name
 * @param printed the parts as they are printed, with the times
 */
public record Result(
        String verdict,
        Map<String, Object> figures,
        List<Object> parts,
        Map<String, Object> times,
        List<Object> printed) {
    /**
     * Creates a result.
     *
     * @param figures copied, in their order
     * @param parts copied
     * @param times copied, in their order
     * @param printed copied
     */
    public Result {
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
        parts = List.copyOf(parts);
        times = Collections.unmodifiableMap(new LinkedHashMap<>(times));
        printed = List.copyOf(printed);
    }

    /**
     * Creates a result without times.
     *
     * @param figures figures for programs, by name
     * @param parts text for people: {@link TextTable}s, and notes as text
     * @return the result
     */
    public static Result of(Map<String, ?> figures, Object... parts) {
        return new Result("", new LinkedHashMap<>(figures), List.of(parts), Map.of(), List.of(parts));
    }

    /**
     * Adds a verdict on the figures.
     *
     * @param sentences the finding, the size of the gain, and its certainty
     * @return the result with them
     */
    public Result verdict(String sentences) {
        return new Result(sentences, figures, parts, times, printed);
    }

    /**
     * Adds the times.
     *
     * @param measured figures that differ between runs of the same settings, such as seconds, by name
     * @param partsWithTimes printed in place of the parts that are stored
     * @return the result with them
     */
    public Result timed(Map<String, ?> measured, Object... partsWithTimes) {
        return new Result(verdict, figures, parts, new LinkedHashMap<>(measured), List.of(partsWithTimes));
    }

    /** Returns the name of the experiment and all figures; also the times if {@code isTimed}. */
    private Map<String, Object> named(String experiment, boolean isTimed) {
        Map<String, Object> namedFigures = new LinkedHashMap<>();
        namedFigures.put("experiment", experiment);
        namedFigures.putAll(figures);
        namedFigures.putAll(isTimed ? times : Map.of());
        return namedFigures;
    }

    private String text(List<Object> shown) {
        return (verdict.isEmpty() ? "" : verdict + "\n\n")
                + shown.stream().map(String::valueOf).collect(Collectors.joining());
    }

    /**
     * Writes {@code result.json}, {@code table.txt}, and {@code summary.json}, which holds the description, the verdict and the parts for
     * the page of the run.
     *
     * @param experiment the experiment of the run
     * @param folder the folder of its run
     */
    public void write(Experiment experiment, RunFolder folder) {
        folder.writeSealed("result.json", named(experiment.id(), false));
        folder.write("table.txt", text(parts));
        Map<String, Object> summary = new LinkedHashMap<>();
        // picocli descriptions write %% for %
        summary.put("description", experiment.description().replace("%%", "%"));
        summary.put("verdict", verdict);
        summary.put("parts", parts.stream().map(Result::part).toList());
        folder.write("summary.json", JsonOutput.text(summary) + "\n");
    }

    private static Object part(Object part) {
        return part instanceof TextTable table
                ? table.cells()
                : String.valueOf(part).strip();
    }

    /**
     * Returns the text to print.
     *
     * @param experiment the name of the experiment
     * @param isJson whether to return JSON
     * @return figures and times as JSON, or the verdict and the parts with the times
     */
    public String text(String experiment, boolean isJson) {
        return isJson ? JsonOutput.text(named(experiment, true)) + "\n" : text(printed);
    }
}
