package io.dither.experiments.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The options of a command under headings in its help; those of no group come last. */
final class OptionGroups {
    private final Map<String, List<String>> groups = new LinkedHashMap<>();

    OptionGroups group(String heading, String... options) {
        groups.put(heading, List.of(options));
        return this;
    }

    void addTo(CommandSpec command) {
        command.usageMessage().sectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, this::text);
    }

    private String text(Help help) {
        Map<String, List<OptionSpec>> shown = new LinkedHashMap<>();
        groups.keySet().forEach(heading -> shown.put(heading, new ArrayList<>()));
        shown.put("In general", new ArrayList<>());
        for (OptionSpec option : help.commandSpec().options()) {
            shown.getOrDefault(heading(option), List.of()).add(option);
        }
        StringBuilder text = new StringBuilder();
        shown.forEach((heading, options) -> {
            // a layout of all options, so that all groups have the same columns
            Help.Layout layout = help.createDefaultLayout(help.commandSpec().options(), List.of(), help.colorScheme());
            layout.addOptions(options, help.parameterLabelRenderer());
            text.append('\n').append(heading).append(":\n").append(layout);
        });
        return text.toString();
    }

    private String heading(OptionSpec option) {
        return groups.entrySet().stream()
                .filter(group -> group.getValue().contains(option.longestName()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("In general");
    }
}
