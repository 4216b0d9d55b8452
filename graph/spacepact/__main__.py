"""`python -m spacepact` is the command line."""

from spacepact.cli import main

if __name__ == "__main__":
    main()
