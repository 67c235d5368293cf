package io.dither.storage;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Stores the SHA-256 checksum of a JSON file as its last member, {@code "sha256"}. The checksum shows whether the file
 * was changed, or damaged by a disk. It is computed from the text with 64 zeros in its place.
 */
public final class Seal {
    /** The name of the member with the checksum. */
    public static final String MEMBER = "sha256";

    /** The advice to users who changed the file on purpose and want to keep the change. */
    public static final String KEEP_CHANGE =
            "delete its last member, " + MEMBER + ", with the comma before it, if the change is meant";

    /** Matches a checksum, under any name, as the last member of an object. */
    private static final Pattern LAST_MEMBER = Pattern.compile(":\\s*\"[0-9a-f]{64}\"\\s*}\\s*$");

    private static final String BLANK = "0".repeat(64);

    private Seal() {}

    /**
     * Adds the checksum.
     *
     * @param json the text of an object with at least one member
     * @return the text with the checksum as its last member and a newline at its end
     */
    public static String addTo(String json) {
        String members = json.substring(0, json.lastIndexOf('}')).stripTrailing();
        String blank = members + ",\n  \"" + MEMBER + "\" : \"" + BLANK + "\"\n}\n";
        int start = blank.lastIndexOf(BLANK); // the last one, because the text may have 64 zeros elsewhere
        return blank.substring(0, start) + checksum(blank) + blank.substring(start + BLANK.length());
    }

    /**
     * Returns whether a text is unchanged since the checksum was added. A text that never had one counts as unchanged.
     *
     * @param text the text
     * @param stored the value of the text's member {@link #MEMBER}, or null if there is no such member
     * @return whether the checksum matches the text; if there is no such member, whether the last member does not look
     *     like a renamed checksum
     */
    public static boolean isIntact(String text, @Nullable String stored) {
        if (stored == null) {
            return !LAST_MEMBER.matcher(text).find();
        }
        int start = text.lastIndexOf(stored); // the last one, because the text may contain it elsewhere
        return stored.length() == BLANK.length()
                && start >= 0
                && checksum(text.substring(0, start) + BLANK + text.substring(start + stored.length()))
                        .equals(stored);
    }

    private static String checksum(String text) {
        return Checksums.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
