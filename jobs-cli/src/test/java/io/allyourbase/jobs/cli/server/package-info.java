@NullMarked
package io.allyourbase.jobs.cli.server;

import org.jspecify.annotations.NullMarked;
