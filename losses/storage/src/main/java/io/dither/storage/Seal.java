package io.dither.storage;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 of a JSON file as its last member, {@code "sha256"}. It is computed from the text with 64 zeros in its
 * place, and shows whether a file was changed, or damaged by a disk.
 */
public final class Seal {
    /** The name of the member with the checksum. */
    public static final String MEMBER = "sha256";

    /** The advice to users who changed the file on purpose. */
    public static final String UNDO =
            "delete its last member, " + MEMBER + ", with the comma before it, if the change is meant";

    private static final Pattern LAST_MEMBER = Pattern.compile(":\\s*\"[0-9a-f]{64}\"\\s*}\\s*$");

    private static final String BLANK = "0".repeat(64);

    private Seal() {}

    /**
     * Adds the checksum.
     *
     * @param json the text of an object with at least one member
     * @return the text with the checksum as its last member and a newline at its end
     */
    public static String on(String json) {
        String members = json.substring(0, json.lastIndexOf('}')).stripTrailing();
        String blank = members + ",\n  \"" + MEMBER + "\" : \"" + BLANK + "\"\n}\n";
        int at = blank.lastIndexOf(BLANK); // the last one, because the text may have 64 zeros elsewhere
        return blank.substring(0, at) + checksum(blank) + blank.substring(at + BLANK.length());
    }

    /**
     * Returns whether a text is unchanged since the checksum was added, or never had one.
     *
     * @param text the text
     * @param seal the value of its member {@link #MEMBER}, or null if it has none
     * @return whether the checksum is that of the text; if there is no such member, whether the last member does not look like a renamed checksum
     */
    public static boolean isIntact(String text, @Nullable String seal) {
        if (seal == null) {
            return !LAST_MEMBER.matcher(text).find();
        }
        int at = text.lastIndexOf(seal); // the last one, because the text may contain it elsewhere
        return seal.length() == BLANK.length()
                && at >= 0
                && checksum(text.substring(0, at) + BLANK + text.substring(at + seal.length()))
                        .equals(seal);
    }

    private static String checksum(String text) {
        return Checksums.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
