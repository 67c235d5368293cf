package io.dither.experiments;

import picocli.CommandLine.IVersionProvider;

/** Reads the version from the manifest of the jar. */
final class DitherVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Dither.class.getPackage().getImplementationVersion();
        return new String[] {
            "dither " + (version == null ? "(unpackaged)" : version),
            "JDK " + System.getProperty("java.runtime.version") + ", " + System.getProperty("os.name") + " "
                    + System.getProperty("os.arch")
        };
    }
}
