package io.dither.experiments.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an experiment has found. The same run gives the same figures and the same table, which are kept in its folder as {@code
 * result.json} and {@code table.txt}; the times that it took are printed only.
 *
 * @param figures what programs read, by name; anything that can be JSON
 * @param table what people read
 * @param times figures that differ between equal runs
 * @param printed the table as it is printed, with the times
 */
public record Result(Map<String, Object> figures, String table, Map<String, Object> times, String printed) {
    /**
     * Creates a result.
     *
     * @param figures copied, in their order
     * @param times copied, in their order
     */
    public Result {
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
        times = Collections.unmodifiableMap(new LinkedHashMap<>(times));
    }

    /**
     * Creates a result without times.
     *
     * @param figures what programs read, by name
     * @param table what people read, such as a {@link TextTable}
     * @return the result
     */
    public static Result of(Map<String, ?> figures, Object table) {
        return new Result(new LinkedHashMap<>(figures), table.toString(), Map.of(), table.toString());
    }

    /**
     * Adds the times.
     *
     * @param seconds figures that differ between equal runs, by name
     * @param table what is printed in place of the table
     * @return the result with them
     */
    public Result timed(Map<String, ?> seconds, Object table) {
        return new Result(figures, this.table, new LinkedHashMap<>(seconds), table.toString());
    }

    private Map<String, Object> named(String experiment, boolean isTimed) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("experiment", experiment);
        all.putAll(figures);
        all.putAll(isTimed ? times : Map.of());
        return all;
    }

    /**
     * Writes {@code result.json} and {@code table.txt}.
     *
     * @param experiment the name of the experiment
     * @param folder the folder of its run
     */
    public void write(String experiment, RunFolder folder) {
        folder.writeSealed("result.json", named(experiment, false));
        folder.write("table.txt", table);
    }

    /**
     * Returns what is printed.
     *
     * @param experiment the name of the experiment
     * @param isJson whether a program reads it
     * @return figures and times as JSON, or the table with the times
     */
    public String text(String experiment, boolean isJson) {
        return isJson ? JsonOutput.text(named(experiment, true)) + "\n" : printed;
    }
}
