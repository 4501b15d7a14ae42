@NullMarked
package io.allyourbase.jobs.cli.settings;

import org.jspecify.annotations.NullMarked;
