package io.dither.experiments.command;

import picocli.CommandLine.Option;

/** The option that asks for JSON. */
public final class JsonFlag {
    @Option(names = "--json", description = "Print JSON, for machines: numbers in full.")
    private boolean json;

    /** Creates the option; picocli fills it in. */
    public JsonFlag() {}

    /**
     * Says whether JSON is wanted.
     *
     * @return whether the option was given
     */
    public boolean wanted() {
        return json;
    }
}
