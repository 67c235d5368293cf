package io.dither.experiments.command;

import picocli.CommandLine.Option;

/** The option that asks for JSON. */
final class JsonFlag {
    @Option(names = "--json", description = "Print JSON, for machines: numbers in full.")
    private boolean json;

    boolean wanted() {
        return json;
    }
}
