@NullMarked
package io.allyourbase.jobs.cli.output.text;

import org.jspecify.annotations.NullMarked;
