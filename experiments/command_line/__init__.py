"""What the commands of the command line may be asked; what they do lies in the packages they call."""
