@NullMarked
package io.allyourbase.jobs.cli.architecture;

import org.jspecify.annotations.NullMarked;
