@NullMarked
package io.allyourbase.jobs.cli.input;

import org.jspecify.annotations.NullMarked;
