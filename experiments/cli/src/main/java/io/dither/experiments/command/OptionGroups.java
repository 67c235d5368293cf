package io.dither.experiments.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Headings between the options of a command in its help, which keep their order. */
public final class OptionGroups {
    /** By the first option below each. */
    private final Map<String, String> headings = new LinkedHashMap<>();

    /** Creates none, but for those of all commands. */
    public OptionGroups() {
        headings.put("--json", "In general");
    }

    /**
     * Adds a heading.
     *
     * @param heading a word or two
     * @param first the first option below it
     * @return this
     */
    public OptionGroups group(String heading, String first) {
        headings.put(first, heading);
        return this;
    }

    /**
     * Shows the headings in the help of a command, and no list of all options at its top.
     *
     * @param command the command, changed
     */
    public void addTo(CommandSpec command) {
        command.usageMessage()
                .abbreviateSynopsis(true)
                .sectionMap()
                .put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, this::text);
    }

    private String text(Help help) {
        // a layout of all options, so that all groups have the same columns
        List<OptionSpec> options = help.commandSpec().options();
        StringBuilder text = new StringBuilder();
        for (OptionSpec option : options) {
            String heading = headings.get(option.longestName());
            if (heading != null) {
                text.append('\n').append(heading).append(":\n");
            }
            Help.Layout layout = help.createDefaultLayout(options, List.of(), help.colorScheme());
            layout.addOption(option, help.parameterLabelRenderer());
            text.append(layout);
        }
        return text.toString();
    }
}
