package io.dither.experiments.command;

import io.dither.plugin.Parameter;
import java.util.List;
import java.util.Map;

/** One oracle or noise as it is listed. */
interface PluginEntry {
    String id();

    String description();

    String provider();

    String version();

    String jar();

    List<Parameter> parameters();

    /** What is known besides, by name, in order. */
    Map<String, String> facts();
}
